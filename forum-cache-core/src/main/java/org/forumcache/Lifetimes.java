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
        Duration age = of(key, hit.entry()).minusNanos(hit.nanosLeft());
        return age.isNegative() ? Duration.ZERO : age;
    }

    Duration keep(CacheEntry entry) {
        return entry.isAbsent() ? Duration.ZERO : keepExpired;
    }
}
