package org.forumcache.benchmarks.consistency;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.forumcache.CacheOutcome;
import org.forumcache.EntryKind;

/** What a run came to. Immutable. */
public final class Outcome {
    private final Settings settings;
    private final Findings findings;
    private final Verdict verdict;
    private final Map<CacheOutcome, Long> answers = new EnumMap<>(CacheOutcome.class);
    private final long failedReads;
    private final long acknowledged;
    private final long unknown;
    private final long failedWrites;

    Outcome(Settings settings, Findings findings, List<Reader> readers, Recording recording) {
        this.settings = settings;
        this.findings = findings;
        this.verdict = findings.verdict();
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

    /** Reads that broke the promise: in strict mode, and of others' protocols, only the near cache's window is excepted. */
    public long violations() {
        return settings.protocol().isExcused()
                ? stale(Excuse.NONE)
                : Arrays.stream(Excuse.values())
                        .filter(excuse -> excuse != Excuse.WITHIN_WINDOW)
                        .mapToLong(this::stale)
                        .sum();
    }

    /** How long what the worst of all stale reads showed had been outdated, in milliseconds. */
    public double longestMillis() {
        return Arrays.stream(Excuse.values())
                .mapToDouble(this::longestMillis)
                .max()
                .orElse(0);
    }

    /** The histories of some stale reads, those that broke the promise and short ones first. */
    public List<Episode> episodes() {
        return findings.episodes();
    }

    /** How often each kind was injected, and for how long in all. */
    public Map<FaultKind, Damage> damage() {
        Map<FaultKind, Damage> damage = new EnumMap<>(FaultKind.class);
        settings.faults().forEach(kind -> damage.put(kind, Damage.NONE));
        findings.faults().forEach(fault -> damage.merge(fault.kind(), Damage.of(fault), Damage::plus));
        return damage;
    }

    /** Every fault, in the order in which they began, as a program reads it; milliseconds count from the first. */
    public List<Map<String, Object>> faults() {
        List<Fault> faults = findings.faults();
        long origin = faults.isEmpty() ? 0 : faults.get(0).from();
        return faults.stream()
                .map(fault -> Map.<String, Object>of(
                        "kind",
                        fault.kind().label(),
                        "target",
                        fault.target(),
                        "fromMillis",
                        (fault.from() - origin) / 1e6,
                        "toMillis",
                        (fault.to() - origin) / 1e6))
                .toList();
    }

    /** What faults of one kind came to. */
    public record Damage(int count, double seconds) {
        static final Damage NONE = new Damage(0, 0);

        static Damage of(Fault fault) {
            return new Damage(1, (fault.to() - fault.from()) / 1e9);
        }

        Damage plus(Damage that) {
            return new Damage(count + that.count, seconds + that.seconds);
        }
    }
}
