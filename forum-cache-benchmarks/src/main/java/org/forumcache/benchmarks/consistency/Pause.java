package org.forumcache.benchmarks.consistency;

import java.util.concurrent.locks.LockSupport;

/** Waiting for a time, as slow things do. */
final class Pause {
    private Pause() {}

    /** Returns after that long, or when the thread is interrupted, which it stays. */
    static void nanos(long nanos) {
        until(System.nanoTime() + nanos);
    }

    /** Returns at that moment of the monotonic clock, or when the thread is interrupted, which it stays. */
    static void until(long moment) {
        for (long left = moment - System.nanoTime(); left > 0; left = moment - System.nanoTime()) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            LockSupport.parkNanos(left);
        }
    }
}
