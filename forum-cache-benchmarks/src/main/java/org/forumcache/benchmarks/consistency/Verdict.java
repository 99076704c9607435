package org.forumcache.benchmarks.consistency;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.forumcache.EntryKind;

/** What the checker has found. Not safe for several threads while it counts. */
final class Verdict {
    private static final int EXAMPLES = 3;
    private static final Comparator<StaleRead> SHORTEST =
            Comparator.comparingInt(StaleRead::missed).thenComparingLong(StaleRead::staleness);

    private final Map<EntryKind, Long> reads = new EnumMap<>(EntryKind.class);
    private final Map<Excuse, Tally> stale = new EnumMap<>(Excuse.class);

    /** Stale reads of one sort. */
    private static final class Tally {
        private final Map<EntryKind, Long> counts = new EnumMap<>(EntryKind.class);
        private final List<StaleRead> shortest = new ArrayList<>();
        private long longest;
    }

    void read(EntryKind kind) {
        reads.merge(kind, 1L, Long::sum);
    }

    void stale(StaleRead read) {
        Tally tally = stale.computeIfAbsent(read.excuse(), excuse -> new Tally());
        tally.counts.merge(read.page().kind(), 1L, Long::sum);
        tally.longest = Math.max(tally.longest, read.staleness());
        tally.shortest.add(read);
        tally.shortest.sort(SHORTEST);
        if (tally.shortest.size() > EXAMPLES) {
            tally.shortest.remove(EXAMPLES);
        }
    }

    long reads() {
        return sum(reads);
    }

    long reads(EntryKind kind) {
        return reads.getOrDefault(kind, 0L);
    }

    long stale(Excuse excuse) {
        return sum(of(excuse).counts);
    }

    long stale(Excuse excuse, EntryKind kind) {
        return of(excuse).counts.getOrDefault(kind, 0L);
    }

    /** Reads that broke the promise. */
    long violations() {
        return stale(Excuse.NONE);
    }

    /** For how long what the worst read showed had been outdated, in milliseconds; zero if there was none. */
    double longestMillis(Excuse excuse) {
        return of(excuse).longest / 1e6;
    }

    /** The stale reads that are easiest to understand, easiest first. */
    List<StaleRead> shortest(Excuse excuse) {
        return List.copyOf(of(excuse).shortest);
    }

    private Tally of(Excuse excuse) {
        return stale.getOrDefault(excuse, new Tally());
    }

    private static long sum(Map<EntryKind, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
