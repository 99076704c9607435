package org.forumcache.server.dashboard;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.OptionalLong;
import org.forumcache.BackendStatus;
import org.forumcache.CacheStats;
import org.forumcache.EntryKind;
import org.forumcache.ForumCacheService;
import org.jspecify.annotations.Nullable;

/**
 * What the cache had done by one moment, all counts since it was built; written as an array in this
 * order, which the dashboard's script repeats.
 *
 * @param time milliseconds since 1970
 * @param oldestPending in milliseconds
 * @param p50 of look-ups since the start, in microseconds
 * @param bytes held, or {@code null} if the backend does not know
 */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
@JsonPropertyOrder({
    "time",
    "threadHits",
    "threadMisses",
    "listHits",
    "listMisses",
    "categoryHits",
    "categoryMisses",
    "fills",
    "refusedFills",
    "invalidations",
    "errors",
    "bypasses",
    "pending",
    "oldestPending",
    "p50",
    "p99",
    "entries",
    "bytes"
})
record CacheSample(
        long time,
        long threadHits,
        long threadMisses,
        long listHits,
        long listMisses,
        long categoryHits,
        long categoryMisses,
        long fills,
        long refusedFills,
        long invalidations,
        long errors,
        long bypasses,
        long pending,
        long oldestPending,
        double p50,
        double p99,
        @Nullable Long entries,
        @Nullable Long bytes) {

    static CacheSample of(ForumCacheService cache, long time) {
        CacheStats stats = cache.stats();
        CacheStats.Counts overall = stats.overall();
        BackendStatus status = cache.status();
        return new CacheSample(
                time,
                stats.of(EntryKind.THREAD).hits(),
                stats.of(EntryKind.THREAD).misses(),
                stats.of(EntryKind.LIST).hits(),
                stats.of(EntryKind.LIST).misses(),
                stats.of(EntryKind.CATEGORY).hits(),
                stats.of(EntryKind.CATEGORY).misses(),
                overall.fills(),
                overall.refusedFills(),
                overall.invalidations(),
                overall.errors(),
                stats.bypasses(),
                cache.pendingInvalidations(),
                cache.oldestPendingInvalidation().toMillis(),
                stats.latencyP50().toNanos() / 1e3,
                stats.latencyP99().toNanos() / 1e3,
                orNull(status.entries()),
                orNull(status.bytes()));
    }

    private static @Nullable Long orNull(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }
}
