package org.forumcache;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts of what the cache does. Every count is striped: threads that hit at once do not wait for each other. */
final class Statistics {
    private final Map<EntryKind, KindCounters> byKind = new EnumMap<>(EntryKind.class);
    private final LongAdder notAdmitted = new LongAdder();
    private final LatencyHistogram lookups = new LatencyHistogram();

    Statistics() {
        for (EntryKind kind : EntryKind.values()) {
            byKind.put(kind, new KindCounters());
        }
    }

    /** One read was answered: by a current document, or otherwise. */
    void read(EntryKind kind, CacheOutcome outcome) {
        switch (outcome) {
            case HIT -> counters(kind).hits.increment();
            case MISS -> counters(kind).misses.increment();
            case STALE -> counters(kind).stale.increment();
            case BYPASS -> counters(kind).bypasses.increment();
        }
    }

    /** A list was not stored, because it is rarely asked for. */
    void notAdmitted() {
        notAdmitted.increment();
    }

    void filled(EntryKind kind) {
        counters(kind).fills.increment();
    }

    void fillRefused(EntryKind kind) {
        counters(kind).refusedFills.increment();
    }

    void failed(EntryKind kind) {
        counters(kind).errors.increment();
    }

    void invalidated(EntryKind kind) {
        counters(kind).invalidations.increment();
    }

    void invalidated(Invalidation invalidation) {
        invalidation.keys().forEach(key -> invalidated(CacheKeys.kindOf(key)));
        counters(EntryKind.LIST).invalidations.add(invalidation.groups().size());
    }

    /** Records how long one look-up took, in nanoseconds. */
    void lookedUp(long nanos) {
        lookups.record(nanos);
    }

    CacheStats snapshot() {
        Map<EntryKind, CacheStats.Counts> counts = new EnumMap<>(EntryKind.class);
        byKind.forEach((kind, counters) -> counts.put(kind, counters.snapshot()));
        return new CacheStats(counts, notAdmitted.sum(), lookups.quantile(0.50), lookups.quantile(0.99));
    }

    private KindCounters counters(EntryKind kind) {
        KindCounters counters = byKind.get(kind);
        if (counters == null) {
            throw new IllegalStateException("no counters for " + kind);
        }
        return counters;
    }

    private static final class KindCounters {
        final LongAdder hits = new LongAdder();
        final LongAdder misses = new LongAdder();
        final LongAdder fills = new LongAdder();
        final LongAdder refusedFills = new LongAdder();
        final LongAdder invalidations = new LongAdder();
        final LongAdder errors = new LongAdder();
        final LongAdder stale = new LongAdder();
        final LongAdder bypasses = new LongAdder();

        CacheStats.Counts snapshot() {
            long expired = stale.sum();
            return new CacheStats.Counts(
                    hits.sum(),
                    misses.sum() + expired,
                    fills.sum(),
                    refusedFills.sum(),
                    invalidations.sum(),
                    errors.sum(),
                    expired,
                    bypasses.sum());
        }
    }
}
