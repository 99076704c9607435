package org.forumcache.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.protocol.AsyncCommand;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.forumcache.CacheBackendException;

/**
 * A request on its way: sent to whoever holds its key, sent on where the server refers it to, and awaited for a bounded
 * time. Used by one thread.
 */
final class Call<T> {
    /** A cluster that refers a request back and forth is being changed; more would not help. */
    private static final int MAX_REFERRALS = 4;

    private final Servers servers;
    private final Request<T> request;
    private Link link;
    private AsyncCommand<String, byte[], T> command;
    /** Whether the key is being moved to the link's server. */
    private boolean isMoving;

    private Call(Servers servers, Request<T> request) {
        this.servers = servers;
        this.request = request;
        this.link = servers.of(request.key());
        this.command = link.send(request.commandFor(link));
    }

    /**
     * Sends a request.
     *
     * @throws CacheBackendException if no server can be asked
     */
    static <T> Call<T> of(Servers servers, Request<T> request) {
        return new Call<>(servers, request);
    }

    /** The link that the request was answered over, or is waiting on. */
    Link link() {
        return link;
    }

    /**
     * The answer.
     *
     * @param deadline by {@link System#nanoTime}
     * @throws CacheBackendException if there is none by then, or if it is an error
     */
    T await(long deadline) {
        for (int referrals = 0; ; referrals++) {
            try {
                T answer = command.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
                link.answered();
                return answer;
            } catch (ExecutionException e) {
                RedisCommandExecutionException error = refusal(e);
                T answer = request.ofAnotherType();
                if (answer != null && String.valueOf(error.getMessage()).startsWith("WRONGTYPE")) {
                    return answer;
                }
                sendOn(error, referrals);
            } catch (TimeoutException e) {
                command.cancel(true);
                link.failed(e);
                throw new CacheBackendException(link + " did not answer " + request + " in time", e);
            } catch (CancellationException e) {
                link.failed(e);
                throw new CacheBackendException("the connection to " + link + " broke before it answered", e);
            } catch (InterruptedException e) {
                command.cancel(true);
                Thread.currentThread().interrupt();
                throw new CacheBackendException("interrupted while waiting for " + link, e);
            }
        }
    }

    /** What the server refused the request with; throws if it was not the server. */
    private RedisCommandExecutionException refusal(ExecutionException failed) {
        if (failed.getCause() instanceof RedisCommandExecutionException error) {
            link.answered();
            return error;
        }
        link.failed(failed);
        throw new CacheBackendException("the connection to " + link + " broke: " + failed.getMessage(), failed);
    }

    /** Sends the request again if the server said where or how; otherwise throws what it said. */
    private void sendOn(RedisCommandExecutionException error, int referrals) {
        Script script = request.script();
        Referral referral = Referral.in(error);
        if (referrals >= MAX_REFERRALS) {
            throw failure(error);
        } else if (error instanceof RedisNoScriptException && script != null) {
            send(request.commandWithSource(script, link));
        } else if (referral == null) {
            servers.mayHaveChanged(error);
            throw failure(error);
        } else {
            follow(referral);
        }
    }

    private void follow(Referral referral) {
        link = servers.at(referral, link);
        isMoving = referral.once();
        send(request.commandFor(link));
    }

    private void send(AsyncCommand<String, byte[], T> next) {
        command = isMoving ? link.sendAsking(next) : link.send(next);
    }

    private CacheBackendException failure(RedisCommandExecutionException error) {
        return new CacheBackendException(link + " refused " + request + ": " + error.getMessage(), error);
    }

    /** When an answer must have arrived that is waited for from now on. */
    static long deadline(Duration timeout) {
        return System.nanoTime() + timeout.toNanos();
    }
}
