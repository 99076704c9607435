package org.forumcache.redis.server;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** In which directions a proxy passes bytes on at the moment, and how late. For any thread. */
final class Traffic {
    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Set<Direction> open = Set.of(Direction.values());
    private Duration delay = Duration.ZERO;

    void open(Set<Direction> directions) {
        change(() -> open = Set.copyOf(directions));
    }

    void delay(Duration duration) {
        change(() -> delay = duration);
    }

    /** Waits for as long as the direction is delayed, and then until it is open. */
    void pass(Direction direction) throws InterruptedException {
        lock.lock();
        try {
            long start = System.nanoTime();
            for (long left = delay.toNanos(); left > 0; left = delay.toNanos() - (System.nanoTime() - start)) {
                changed.await(left, TimeUnit.NANOSECONDS);
            }
            while (!open.contains(direction)) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
