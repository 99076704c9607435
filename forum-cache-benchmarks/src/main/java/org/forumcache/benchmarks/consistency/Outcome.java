package org.forumcache.benchmarks.consistency;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.forumcache.CacheOutcome;
import org.forumcache.EntryKind;

/** What a run came to. Immutable. */
public final class Outcome {
    private final Settings settings;
    private final Verdict verdict;
    private final Map<CacheOutcome, Long> answers = new EnumMap<>(CacheOutcome.class);
    private final long failedReads;
    private final long acknowledged;
    private final long unknown;
    private final long failedWrites;
    private final List<Episode> episodes;

    Outcome(Settings settings, Verdict verdict, List<Reader> readers, Recording recording, List<Episode> episodes) {
        this.settings = settings;
        this.verdict = verdict;
        this.episodes = List.copyOf(episodes);
        for (CacheOutcome outcome : CacheOutcome.values()) {
            answers.put(
                    outcome,
                    readers.stream()
                            .mapToLong(reader -> reader.outcomes(outcome))
                            .sum());
        }
        this.failedReads = readers.stream().mapToLong(Reader::failures).sum();
        this.acknowledged = recording.writes().stream()
                .filter(write -> write.node() != Recording.NOBODY && write.isAcknowledged())
                .count();
        this.unknown = recording.writes().stream()
                .filter(write -> !write.isAcknowledged())
                .count();
        this.failedWrites = recording.failures();
    }

    public Settings settings() {
        return settings;
    }

    /** Reads that were answered, and checked. */
    public long reads() {
        return verdict.reads();
    }

    /** The same, of one kind of page. */
    public long reads(EntryKind kind) {
        return verdict.reads(kind);
    }

    /** Reads that were answered that way. */
    public long answers(CacheOutcome outcome) {
        return answers.getOrDefault(outcome, 0L);
    }

    /** The share of reads that the cache answered. */
    public double hitShare() {
        return reads() == 0 ? 0 : (double) answers(CacheOutcome.HIT) / reads();
    }

    /** Reads that ended with an exception. */
    public long failedReads() {
        return failedReads;
    }

    public long acknowledgedWrites() {
        return acknowledged;
    }

    /** Writes that may have happened or not. */
    public long unknownWrites() {
        return unknown;
    }

    /** Writes that ended with an exception and changed nothing. */
    public long failedWrites() {
        return failedWrites;
    }

    /** Reads that were stale for that reason. */
    public long stale(Excuse excuse) {
        return verdict.stale(excuse);
    }

    /** The same, of one kind of page. */
    public long stale(Excuse excuse, EntryKind kind) {
        return verdict.stale(excuse, kind);
    }

    /** How long what the worst of them showed had been outdated, in milliseconds. */
    public double longestMillis(Excuse excuse) {
        return verdict.longestMillis(excuse);
    }

    /** Whether the protocol broke the promise, as the settings state it. */
    public boolean isBroken() {
        return violations() > 0;
    }

    /** Reads that broke the promise: in strict mode, and of others' protocols, nothing is excused. */
    public long violations() {
        long excused = settings.protocol() == Protocol.OURS ? 0 : stale(Excuse.UNDELIVERED);
        return stale(Excuse.NONE) + excused;
    }

    /** The histories of some stale reads, those that broke the promise and short ones first. */
    public List<Episode> episodes() {
        return episodes;
    }
}
