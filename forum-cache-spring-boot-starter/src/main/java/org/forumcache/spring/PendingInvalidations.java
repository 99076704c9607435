package org.forumcache.spring;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.forumcache.ForumCacheService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many invalidations the backend does not have yet: those that this process keeps in memory, and the rows recorded
 * by any process that are more than a second old. What failed in this process counts as both.
 *
 * <p>Asking costs nothing: the rows are counted by the relay, once a second, and less often where that takes long. Safe
 * for all threads.
 */
final class PendingInvalidations {
    private static final Logger log = LoggerFactory.getLogger(PendingInvalidations.class);
    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    /** Counting a long table takes one twentieth of the time at most. */
    private static final int PAUSE_PER_DURATION = 20;

    private final ForumCacheService cache;
    private final LongSupplier nanoClock;
    private volatile Counted counted;
    private long nextCount;
    private boolean foundForeign;

    PendingInvalidations(ForumCacheService cache, LongSupplier nanoClock) {
        this.cache = cache;
        this.nanoClock = nanoClock;
        this.nextCount = nanoClock.getAsLong();
        this.counted = new Counted(Backlog.NONE, nextCount);
    }

    private record Counted(Backlog rows, long at) {}

    /** How many there are. */
    long count() {
        return cache.pendingInvalidations() + counted.rows().rows();
    }

    /** For how long the oldest has waited; zero if there is none. */
    Duration oldest() {
        Duration kept = cache.oldestPendingInvalidation();
        Counted last = counted;
        if (last.rows().rows() == 0) {
            return kept;
        }
        Duration recorded = last.rows().oldest().plusNanos(nanoClock.getAsLong() - last.at());
        return recorded.compareTo(kept) > 0 ? recorded : kept;
    }

    /** Counts the rows anew, if it is time to. For the relay's thread. */
    void refresh(Supplier<Backlog> backlog) {
        long start = nanoClock.getAsLong();
        if (start - nextCount < 0) {
            return;
        }
        try {
            Backlog rows = backlog.get();
            counted = new Counted(rows, nanoClock.getAsLong());
            tellOfForeign(rows);
        } finally {
            // Also if counting took too long: otherwise the relay would count again and again, and never relay
            long end = nanoClock.getAsLong();
            nextCount = end + Math.max(PAUSE_NANOS, PAUSE_PER_DURATION * (end - start));
        }
    }

    private void tellOfForeign(Backlog rows) {
        if (rows.foreign() > 0 && !foundForeign) {
            foundForeign = true;
            log.warn(
                    "[CACHE] {} rows of cache_invalidation have a format that this version does not know;"
                            + " they are left to the newer version that wrote them",
                    rows.foreign());
        }
    }
}
