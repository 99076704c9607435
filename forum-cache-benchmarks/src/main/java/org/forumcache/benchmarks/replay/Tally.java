package org.forumcache.benchmarks.replay;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What visitors saw. For one thread at a time. */
public final class Tally {
    private final Map<Kind, Long> answers = new EnumMap<>(Kind.class);
    private final Map<Kind, Long> hits = new EnumMap<>(Kind.class);
    private final List<Double> readMillis = new ArrayList<>();

    void add(Kind kind, boolean hit, double millis) {
        answers.merge(kind, 1L, Long::sum);
        if (hit) {
            hits.merge(kind, 1L, Long::sum);
        }
        if (kind != Kind.WRITE) {
            readMillis.add(millis);
        }
    }

    void add(Tally other) {
        other.answers.forEach((kind, count) -> answers.merge(kind, count, Long::sum));
        other.hits.forEach((kind, count) -> hits.merge(kind, count, Long::sum));
        readMillis.addAll(other.readMillis);
    }

    public long answers(Kind kind) {
        return answers.getOrDefault(kind, 0L);
    }

    /** All requests. */
    public long answers() {
        return answers.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The share of hits among reads of a kind in percent, or NaN if there were none. */
    public double hitPercent(Kind kind) {
        return 100.0 * hits.getOrDefault(kind, 0L) / answers(kind);
    }

    /** The share of hits among reads of what the forum caches, in percent. */
    public double hitPercent() {
        long reads = 0;
        long hit = 0;
        for (Kind kind : Kind.values()) {
            if (kind.isCached()) {
                reads += answers(kind);
                hit += hits.getOrDefault(kind, 0L);
            }
        }
        return 100.0 * hit / reads;
    }

    /** How long each read took. */
    public List<Double> readMillis() {
        return List.copyOf(readMillis);
    }
}
