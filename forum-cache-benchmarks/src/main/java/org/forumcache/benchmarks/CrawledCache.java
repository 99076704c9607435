package org.forumcache.benchmarks;

import java.util.Optional;
import java.util.function.Supplier;
import org.forumcache.EntryKey;

/** A cache that people and a crawler read. Safe for all threads. */
interface CrawledCache {

    /** Reads through the cache; whether that was a hit. */
    boolean hits(EntryKey key, Supplier<Optional<?>> loader);

    /** About how many entries there are that are not of the hot set. */
    long left();

    /** What came of a sweep: shares of the hot set's reads that hit, and what is left. */
    record Rates(String name, double before, double during, double after, long left) {
        double kept() {
            return before == 0 ? 0 : during / before;
        }
    }
}
