package org.forumcache.redis;

import java.util.concurrent.TimeUnit;
import org.forumcache.CacheBackendException;

/** Waiting. */
final class Pause {
    private Pause() {}

    /**
     * Waits.
     *
     * @param time by {@link System#nanoTime}
     * @throws CacheBackendException if the thread is interrupted, whose flag is then set again
     */
    static void until(long time) {
        try {
            TimeUnit.NANOSECONDS.sleep(Math.max(0, time - System.nanoTime()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CacheBackendException("interrupted while waiting until every process has noticed", e);
        }
    }
}
