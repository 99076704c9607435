package org.forumcache.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.forumcache.CacheOutcome;
import org.forumcache.EntryKind;
import org.forumcache.benchmarks.consistency.Episode;
import org.forumcache.benchmarks.consistency.Excuse;
import org.forumcache.benchmarks.consistency.Outcome;

/** What the command {@link Consistency} says about its runs. */
final class ConsistencyReport {
    private static final double LEAST_HIT_SHARE = 0.3;

    /** By then each kind has had its turn. */
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    private final Report report;

    ConsistencyReport(Report report) {
        this.report = report;
    }

    void tell(List<Outcome> outcomes) {
        addReads(outcomes);
        addAnswers(outcomes);
        addWrites(outcomes);
        addKinds(outcomes);
        outcomes.forEach(this::addFaults);
        outcomes.forEach(this::addEpisodes);
        outcomes.stream()
                .filter(outcome -> outcome.settings().protocol().isOurs())
                .forEach(this::addTargets);
    }

    private void addReads(List<Outcome> outcomes) {
        Table table = report.table(
                "Every read against every write that was acknowledged before it",
                "protocol",
                "reads",
                "violations",
                "longest staleness, ms",
                "stale while undelivered",
                "longest, ms",
                "stale while a former server answered",
                "longest of those, ms",
                "stale within the near cache's window",
                "longest of these, ms");
        for (Outcome outcome : outcomes) {
            table.row(
                    label(outcome),
                    outcome.reads(),
                    outcome.violations(),
                    outcome.violations() == outcome.stale(Excuse.NONE)
                            ? outcome.longestMillis(Excuse.NONE)
                            : outcome.longestMillis(),
                    outcome.stale(Excuse.UNDELIVERED),
                    outcome.longestMillis(Excuse.UNDELIVERED),
                    outcome.stale(Excuse.FORMER_SERVER),
                    outcome.longestMillis(Excuse.FORMER_SERVER),
                    outcome.stale(Excuse.WITHIN_WINDOW),
                    outcome.longestMillis(Excuse.WITHIN_WINDOW));
        }
    }

    private void addAnswers(List<Outcome> outcomes) {
        Table table = report.table(
                "How reads were answered", "protocol", "hit", "miss", "stale", "bypass", "failed", "share of hits");
        for (Outcome outcome : outcomes) {
            table.row(
                    label(outcome),
                    outcome.answers(CacheOutcome.HIT),
                    outcome.answers(CacheOutcome.MISS),
                    outcome.answers(CacheOutcome.STALE),
                    outcome.answers(CacheOutcome.BYPASS),
                    outcome.failedReads(),
                    outcome.hitShare());
        }
    }

    private void addWrites(List<Outcome> outcomes) {
        Table table = report.table("What became of writes", "protocol", "acknowledged", "unknown outcome", "failed");
        for (Outcome outcome : outcomes) {
            table.row(label(outcome), outcome.acknowledgedWrites(), outcome.unknownWrites(), outcome.failedWrites());
        }
    }

    private void addKinds(List<Outcome> outcomes) {
        Table table = report.table(
                "By kind of page",
                "protocol",
                "kind",
                "reads",
                "stale",
                "while undelivered",
                "while a former server answered");
        for (Outcome outcome : outcomes) {
            for (EntryKind kind : EntryKind.values()) {
                table.row(
                        label(outcome),
                        kind.label(),
                        outcome.reads(kind),
                        outcome.stale(Excuse.NONE, kind),
                        outcome.stale(Excuse.UNDELIVERED, kind),
                        outcome.stale(Excuse.FORMER_SERVER, kind));
            }
        }
    }

    private void addFaults(Outcome outcome) {
        if (outcome.settings().faults().isEmpty()) {
            return;
        }
        Table table = report.table(label(outcome) + ": faults", "kind", "injected", "seconds in all");
        outcome.damage().forEach((kind, damage) -> table.row(kind.label(), damage.count(), damage.seconds()));
        report.attach("faults of " + label(outcome), outcome.faults());
    }

    private void addEpisodes(Outcome outcome) {
        int number = 0;
        for (Episode episode : outcome.episodes()) {
            number++;
            Table table = report.table(
                    label(outcome) + ", stale read " + number + ": " + episode.title(),
                    "from, ms",
                    "to, ms",
                    "who",
                    "what");
            for (Episode.Step step : episode.steps()) {
                table.row(millis(step.from()), millis(step.to()), step.who(), step.what());
            }
        }
    }

    private static String millis(double value) {
        return Double.isNaN(value) ? "?" : String.format(Locale.ROOT, "%+.3f", value);
    }

    private void addTargets(Outcome outcome) {
        String label = label(outcome);
        report.below(label + ": violations", (double) outcome.violations(), 1);
        report.atLeast(label + ": share of hits", outcome.hitShare(), LEAST_HIT_SHARE);
        if (!outcome.settings().faults().isEmpty() && outcome.settings().time().compareTo(LONG_ENOUGH) >= 0) {
            int rarest = outcome.damage().values().stream()
                    .mapToInt(Outcome.Damage::count)
                    .min()
                    .orElse(0);
            report.atLeast(label + ": faults of the rarest kind", rarest, 1);
        }
    }

    private static String label(Outcome outcome) {
        return outcome.settings().protocol().label();
    }
}
