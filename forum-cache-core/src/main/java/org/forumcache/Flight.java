package org.forumcache;

import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
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

    /** How a flight ended: with a landing, with a failure, or with neither. */
    private record Ending(
            @Nullable Landing landing, @Nullable Throwable failure) {}

    private final Token lease;
    private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    Flight(Token lease) {
        this.lease = lease;
    }

    /** The lease under which readers may join. */
    Token lease() {
        return lease;
    }

    void land(Landing landing) {
        end(new Ending(landing, null));
    }

    /** Ends the flight with nothing: its readers look again. */
    void turnBack() {
        end(new Ending(null, null));
    }

    void fail(Throwable failure) {
        end(new Ending(null, failure));
    }

    /**
     * Waits for the landing.
     *
     * @return {@code null} if the time is over or the flight turned back
     * @throws CancellationException if the calling thread is interrupted, whose flag is then set again
     */
    @Nullable
    Landing await(EntryKey key, long nanos) {
        if (!awaitEnd(key, nanos)) {
            return null;
        }
        Ending how = Objects.requireNonNull(ending.get());
        if (how.failure() != null) {
            throw asThrownByLoader(how.failure());
        }
        return how.landing();
    }

    /**
     * Waits for the end, whatever it brings.
     *
     * @return {@code false} if the time is over
     * @throws CancellationException if the calling thread is interrupted, whose flag is then set again
     */
    boolean awaitEnd(EntryKey key, long nanos) {
        try {
            return ended.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for another reader to load " + key);
        }
    }

    private void end(Ending how) {
        // A future would not do: it unwraps some of the exceptions that a loader may throw.
        if (ending.compareAndSet(null, how)) {
            ended.countDown();
        }
    }

    private static RuntimeException asThrownByLoader(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(failure);
    }
}
