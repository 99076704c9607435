package org.forumcache;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of a backend's failures, one line a second at most: a dead backend under load would fill the disk. The next line
 * says how many were left out.
 */
final class FailureLog {
    private static final Logger log = LoggerFactory.getLogger(ForumCacheService.class);
    private static final long PAUSE_NANOS = 1_000_000_000;

    private final LongSupplier nanoClock;
    private final AtomicLong lastLine;
    private final AtomicLong leftOut = new AtomicLong();

    FailureLog(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.lastLine = new AtomicLong(nanoClock.getAsLong() - PAUSE_NANOS);
    }

    /**
     * Logs a failed call.
     *
     * @param call what was being done, as in "Error getting"
     */
    void failed(String call, Object what, Throwable failure) {
        long last = lastLine.get();
        long now = nanoClock.getAsLong();
        if (now - last < PAUSE_NANOS || !lastLine.compareAndSet(last, now)) {
            leftOut.incrementAndGet();
            return;
        }
        long others = leftOut.getAndSet(0);
        String more = others == 0 ? "" : " (and " + others + " failures more since the last line)";
        log.error("[CACHE] Error {} {}: {}{}", call, what, failure.toString(), more);
        if (failure instanceof Error) {
            log.error("[CACHE] It came from here", failure);
        } else if (!(failure instanceof CacheBackendException)) {
            log.error("[CACHE] A backend must throw only CacheBackendException; this is a bug in it", failure);
        }
    }

    /** Logs that invalidations were given up; whatever still bears their keys is stale until it expires. */
    void gaveUp(int size) {
        log.error("[CACHE] Closed while {} invalidations of keys and groups could not be delivered", size);
    }
}
