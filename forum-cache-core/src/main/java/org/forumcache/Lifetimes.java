package org.forumcache;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How long things stay in the cache. Reckoned once where a hit needs it. */
final class Lifetimes {
    /** What fits into nanoseconds, and a time-to-live that is as good as for ever. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final Map<EntryKind, Duration> ttls = new EnumMap<>(EntryKind.class);
    private final Map<EntryKind, Long> nanos = new EnumMap<>(EntryKind.class);
    private final Duration absent;
    private final long absentNanos;
    private final Duration keepExpired;
    private final Duration lease;

    /**
     * @param ttls of documents, where they differ from the default of their kind
     * @param absent of the knowledge that there is no such document
     * @param keepExpired how much longer a document is kept, to be served if loading it anew fails
     * @param lease how long a load may take and still be stored
     */
    Lifetimes(Map<EntryKind, Duration> ttls, Duration absent, Duration keepExpired, Duration lease) {
        for (EntryKind kind : EntryKind.values()) {
            Duration ttl = ttls.getOrDefault(kind, kind.defaultTtl());
            this.ttls.put(kind, ttl);
            this.nanos.put(kind, saturatedNanos(ttl));
        }
        this.absent = absent;
        this.absentNanos = saturatedNanos(absent);
        this.keepExpired = keepExpired;
        this.lease = lease;
    }

    Duration of(EntryKind kind) {
        return known(ttls.get(kind));
    }

    Duration of(EntryKey key, CacheEntry entry) {
        return entry.isAbsent() ? absent : of(key.kind());
    }

    Duration keep(CacheEntry entry) {
        return entry.isAbsent() ? Duration.ZERO : keepExpired;
    }

    Duration lease() {
        return lease;
    }

    /** For how many nanoseconds the entry has been there, if it was stored for the time-to-live of its kind. */
    long ageNanos(EntryKey key, Lookup.Hit hit) {
        long life = hit.entry().isAbsent() ? absentNanos : known(nanos.get(key.kind()));
        return Math.max(0, life - hit.nanosLeft());
    }

    private static long saturatedNanos(Duration duration) {
        return duration.compareTo(LONGEST) < 0 ? duration.toNanos() : LONGEST.toNanos();
    }

    private static <T> T known(@Nullable T value) {
        return Objects.requireNonNull(value, "every kind has a time-to-live");
    }
}
