package org.forumcache.redis;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.forumcache.CacheBackendException;

/**
 * One connection to one server that has said who it is.
 *
 * <p>It is never opened again once it has broken: whatever it answers comes from the very process, with the very data,
 * that identified itself when the link was opened. Safe for all threads.
 */
final class Link {
    /** For how long a server's last word on who it is holds; the same for all processes. */
    static final Duration PROOF = Duration.ofSeconds(2);

    private final RedisURI uri;
    private final StatefulRedisConnection<String, byte[]> connection;
    private final ServerInfo info;
    private final Seal identity;
    private final CircuitBreaker breaker;
    private volatile ServerClock clock;
    private volatile long provenUntil;
    private volatile boolean hasFailed;

    Link(
            RedisURI uri,
            StatefulRedisConnection<String, byte[]> connection,
            ServerInfo info,
            ServerClock clock,
            CircuitBreaker breaker) {
        this.uri = uri;
        this.connection = connection;
        this.info = info;
        this.identity = info.identity();
        this.clock = clock;
        this.breaker = breaker;
        this.provenUntil = clock.readAt() + PROOF.toNanos();
    }

    /** Where the server is, without credentials. */
    String name() {
        return RedisAddress.name(uri);
    }

    /** The server's host; empty if Sentinels name it. */
    String host() {
        return uri.getHost() == null ? "" : uri.getHost();
    }

    String runId() {
        return info.runId();
    }

    boolean isMaster() {
        return info.isMaster();
    }

    /** Changes whenever the server's data may have become older: it was restarted, or has been a replica. */
    Seal identity() {
        return identity;
    }

    boolean isInCluster() {
        return info.isInCluster();
    }

    boolean isOpen() {
        return connection.isOpen();
    }

    /** Whether the server has proved recently that it is still the one it was. */
    boolean isProven() {
        return isProvenAt(System.nanoTime());
    }

    /**
     * The same at a time.
     *
     * @param now by {@link System#nanoTime}
     */
    boolean isProvenAt(long now) {
        return connection.isOpen() && now - provenUntil < 0;
    }

    RedisURI uri() {
        return uri;
    }

    /** The server's clock now, in milliseconds since 1970, as far as this process can tell. */
    long clockMillis() {
        return clock.millisAt(System.nanoTime());
    }

    /** Sends a command, unless the server has failed too often lately. */
    <T> AsyncCommand<String, byte[], T> send(AsyncCommand<String, byte[], T> command) {
        requireWorking();
        connection.dispatch(command);
        return command;
    }

    /** Sends a command for a key that is just being moved to this server. */
    <T> AsyncCommand<String, byte[], T> sendAsking(AsyncCommand<String, byte[], T> command) {
        requireWorking();
        // In one piece, so that no other thread's command gets between the two.
        connection.dispatch(List.of(new Command<>(CommandType.ASKING, new StatusOutput<>(Request.CODEC)), command));
        return command;
    }

    private void requireWorking() {
        if (!breaker.tryAcquirePermission()) {
            throw new CacheBackendException(this + " is not asked for a moment, because it does not answer");
        }
    }

    /** The server answered, be it with an error. */
    void answered() {
        // Counting successes is worth its price only where there are failures to weigh them against.
        if (hasFailed) {
            breaker.onSuccess(0, TimeUnit.NANOSECONDS);
        }
    }

    /** The server did not answer in time, or the connection broke. */
    void failed(Throwable failure) {
        hasFailed = true;
        breaker.onError(0, TimeUnit.NANOSECONDS, failure);
    }

    boolean isShunned() {
        return breaker.getState() == CircuitBreaker.State.OPEN;
    }

    /** Commands that are sent however often the server has failed. */
    RedisAsyncCommands<String, byte[]> probe() {
        return connection.async();
    }

    /**
     * The server was asked again who it is.
     *
     * @param now what it said
     * @param read when it was asked, and what its clock showed
     * @return {@code false} if it is another one than before; nothing more may be read over this link
     */
    boolean prove(ServerInfo now, ServerClock read) {
        if (!now.continues(info)) {
            return false;
        }
        clock = read;
        provenUntil = read.readAt() + PROOF.toNanos();
        return true;
    }

    /** The server answered a probe as fast as a request needs it: what failed before is forgiven. */
    void forgive() {
        if (hasFailed) {
            hasFailed = false;
            breaker.reset();
        }
    }

    void close() {
        provenUntil = System.nanoTime();
        CompletableFuture<Void> unused = connection.closeAsync();
    }

    @Override
    public String toString() {
        return name();
    }
}
