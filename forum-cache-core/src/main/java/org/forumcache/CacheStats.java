package org.forumcache;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a cache did since it was built.
 *
 * @param byKind the counts of each kind
 * @param notAdmitted misses of lists that were not stored because they are {@linkplain ListAdmission rarely asked for}
 * @param latencyP50 the median time of a look-up, sampled
 * @param latencyP99 the time that 99 of 100 look-ups stay below, sampled
 */
public record CacheStats(Map<EntryKind, Counts> byKind, long notAdmitted, Duration latencyP50, Duration latencyP99) {

    public CacheStats {
        byKind = Collections.unmodifiableMap(new EnumMap<>(byKind));
    }

    /** The counts of one kind. */
    public Counts of(EntryKind kind) {
        return byKind.getOrDefault(kind, Counts.NONE);
    }

    /** The counts of all kinds together. */
    public Counts overall() {
        return byKind.values().stream().reduce(Counts.NONE, Counts::plus);
    }

    /** Reads of all kinds that did not use the cache. */
    public long bypasses() {
        return overall().bypasses();
    }

    /**
     * Counts of one kind of entry.
     *
     * @param hits reads answered by a current document
     * @param misses reads that found none, those answered by an expired document included
     * @param fills documents stored
     * @param refusedFills documents not stored because a write had made them outdated, or room was short
     * @param invalidations keys and groups made unusable
     * @param errors calls that the backend failed
     * @param stale how many of the misses were answered by an expired document
     * @param bypasses reads that did not use the cache
     */
    public record Counts(
            long hits,
            long misses,
            long fills,
            long refusedFills,
            long invalidations,
            long errors,
            long stale,
            long bypasses) {
        static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0);

        /** {@code hits / (hits + misses)}, or 0 before the first read. */
        public double hitRate() {
            long reads = hits + misses;
            return reads == 0 ? 0 : (double) hits / reads;
        }

        Counts plus(Counts that) {
            return new Counts(
                    hits + that.hits,
                    misses + that.misses,
                    fills + that.fills,
                    refusedFills + that.refusedFills,
                    invalidations + that.invalidations,
                    errors + that.errors,
                    stale + that.stale,
                    bypasses + that.bypasses);
        }
    }
}
