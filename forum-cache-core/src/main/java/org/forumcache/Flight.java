package org.forumcache;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One load in progress in this process, and the readers that wait for it. */
final class Flight {

    /**
     * What a flight brought.
     *
     * @param entry the loaded or found entry
     * @param outcome what its readers report
     */
    record Landing(CacheEntry entry, CacheOutcome outcome) {}

    private final Token lease;
    private final CompletableFuture<@Nullable Landing> result = new CompletableFuture<>();

    Flight(Token lease) {
        this.lease = lease;
    }

    /** The lease under which readers may join. */
    Token lease() {
        return lease;
    }

    void land(Landing landing) {
        result.complete(landing);
    }

    /** Ends the flight with nothing: its readers look again. */
    void turnBack() {
        result.complete(null);
    }

    void fail(Throwable failure) {
        result.completeExceptionally(failure);
    }

    /**
     * Waits for the landing.
     *
     * @return {@code null} if the time is over or the flight turned back
     * @throws CancellationException if the calling thread is interrupted, whose flag is then set again
     */
    @Nullable
    Landing await(EntryKey key, long nanos) {
        try {
            return result.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for another reader to load " + key);
        } catch (ExecutionException e) {
            throw asThrownByLoader(e);
        }
    }

    private static RuntimeException asThrownByLoader(ExecutionException wrapper) {
        Throwable failure = wrapper.getCause();
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(failure);
    }
}
