package org.forumcache;

import java.time.Duration;
import java.util.Map;

/**
 * How long things stay in the cache.
 *
 * @param ttls of documents, where they differ from the default of their kind
 * @param absent of the knowledge that there is no such document
 * @param keepExpired how much longer a document is kept, to be served if loading it anew fails
 * @param lease how long a load may take and still be stored
 */
record Lifetimes(Map<EntryKind, Duration> ttls, Duration absent, Duration keepExpired, Duration lease) {

    /** What fits into nanoseconds, and a time-to-live that is as good as for ever. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    Lifetimes {
        ttls = Map.copyOf(ttls);
    }

    Duration of(EntryKind kind) {
        return ttls.getOrDefault(kind, kind.defaultTtl());
    }

    Duration of(EntryKey key, CacheEntry entry) {
        return entry.isAbsent() ? absent : of(key.kind());
    }

    /** For how long the entry has been there, if it was stored for the time-to-live of its kind. */
    Duration age(EntryKey key, Lookup.Hit hit) {
        long nanos = saturatedNanos(of(key, hit.entry())) - hit.nanosLeft();
        return nanos > 0 ? Duration.ofNanos(nanos) : Duration.ZERO;
    }

    private static long saturatedNanos(Duration duration) {
        return duration.compareTo(LONGEST) < 0 ? duration.toNanos() : LONGEST.toNanos();
    }

    Duration keep(CacheEntry entry) {
        return entry.isAbsent() ? Duration.ZERO : keepExpired;
    }
}
