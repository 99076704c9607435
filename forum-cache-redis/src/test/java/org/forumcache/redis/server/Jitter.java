package org.forumcache.redis.server;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** How late this machine runs a thread that is due: time that no code under test is to blame for. */
public final class Jitter implements AutoCloseable {
    private static final long NAP_MILLIS = 5;

    private final AtomicLong worst = new AtomicLong();
    private final Thread thread = new Thread(this::watch, "jitter");

    /** Measures until it is closed. */
    public Jitter() {
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        while (!thread.isInterrupted()) {
            long start = System.nanoTime();
            // This sleep is what is measured: how much later than asked for it ends.
            try {
                TimeUnit.MILLISECONDS.sleep(NAP_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
            long late =
                    System.nanoTime() - start - Duration.ofMillis(NAP_MILLIS).toNanos();
            worst.accumulateAndGet(late, Math::max);
        }
    }

    /** The time that something may take that is promised within a bound and is kept waiting by the machine a few times. */
    public Duration allowedFor(Duration bound) {
        return bound.plusNanos(3 * worst.get());
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
