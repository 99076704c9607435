package org.forumcache.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.forumcache.benchmarks.consistency.Excuse;
import org.forumcache.benchmarks.consistency.FaultKind;
import org.forumcache.benchmarks.consistency.Outcome;
import org.forumcache.benchmarks.consistency.Protocol;
import org.forumcache.benchmarks.consistency.Settings;
import org.forumcache.benchmarks.consistency.Trial;
import org.forumcache.redis.server.RedisBinary;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Whether reads show what was acknowledged before they started, while servers and networks break. */
@Command(
        name = "consistency",
        description =
                "Nodes read and write the same few pages while servers and networks break; every read is checked"
                        + " against every write that was acknowledged before it. Exits with 1 if ours broke the promise, or was not put to the test: too few hits, or a fault that never came.")
final class Consistency implements Callable<Integer> {
    private static final int BROKEN = 1;

    @Spec
    private @Nullable CommandSpec command;

    @Option(
            names = "--nodes",
            paramLabel = "<n>",
            defaultValue = "3",
            description = "How many nodes there are (${DEFAULT-VALUE}).")
    private int nodes;

    @Option(
            names = "--seconds",
            paramLabel = "<n>",
            defaultValue = "60",
            description = "How long each protocol is tried (${DEFAULT-VALUE}).")
    private double seconds;

    @Option(
            names = "--faults",
            paramLabel = "<kind>",
            split = ",",
            defaultValue = "all",
            description =
                    "What breaks: all, none, or some, of which an unknown name prints the list (${DEFAULT-VALUE}).")
    private List<String> faults = List.of();

    @Option(
            names = "--seed",
            paramLabel = "<n>",
            description = "Of everything left to chance; printed, and chosen anew if not given.")
    private @Nullable Long seed;

    @Option(names = "--strict", description = "Tries ours in strict mode; the same as the protocol ours-strict.")
    private boolean strict;

    @Option(
            names = "--protocol",
            paramLabel = "<name>",
            split = ",",
            defaultValue = "ours",
            description = "Which protocols are tried, one after another: ours, ours-strict, delete-after-commit,"
                    + " delayed-double-delete, unguarded-fill, acknowledge-first, near-without-placeholder,"
                    + " near-without-flush (${DEFAULT-VALUE}).")
    private List<String> protocols = List.of();

    @Option(
            names = "--readers",
            paramLabel = "<n>",
            defaultValue = "8",
            description = "How many threads of each node read (${DEFAULT-VALUE}).")
    private int readers;

    @Option(
            names = "--writers",
            paramLabel = "<n>",
            defaultValue = "1",
            description = "How many threads of each node write (${DEFAULT-VALUE}).")
    private int writers;

    @Option(
            names = "--near",
            description =
                    "Switches the near cache on; what other nodes wrote may then be seen a quarter of a second late.")
    private boolean near;

    @Option(names = "--report", paramLabel = "<dir>", description = "Where to write consistency.json as well.")
    private @Nullable Path folder;

    @Override
    public Integer call() throws InterruptedException {
        long chosen = seed == null ? ThreadLocalRandom.current().nextInt(1_000_000) : seed;
        List<Settings> all = protocols().stream()
                .map(protocol -> new Settings(crew(), time(), protocol, faults(), chosen, extra()))
                .toList();
        String words = String.join(" ", spec().commandLine().getParseResult().originalArgs());
        Report report = new Report(
                spec().name(),
                seed == null ? words + " --seed " + chosen : words,
                Machine.now(RedisBinary.chosen().version().toString()));
        List<Outcome> outcomes = new ArrayList<>();
        for (Settings settings : all) {
            progress("consistency: " + settings.protocol().label() + ", seed " + chosen);
            Outcome outcome = Trial.run(settings, this::progress);
            outcomes.add(outcome);
            // At once: should a later one fail, hours may have gone into this.
            progress(summary(outcome));
        }
        new ConsistencyReport(report).tell(outcomes);
        finish(report);
        return report.isMet() && isKept(outcomes) ? CommandLine.ExitCode.OK : BROKEN;
    }

    private static String summary(Outcome outcome) {
        return String.format(
                Locale.ROOT,
                "%s: %,d reads, %.1f %% of them hits; %,d writes; %,d violations; stale but excused: %,d while undelivered"
                        + " (longest %.0f ms), %,d while a former server answered (longest %.0f ms), %,d within"
                        + " the near cache's window (longest %.0f ms)",
                outcome.settings().protocol().label(),
                outcome.reads(),
                100 * outcome.hitShare(),
                outcome.acknowledgedWrites(),
                outcome.violations(),
                outcome.stale(Excuse.UNDELIVERED),
                outcome.longestMillis(Excuse.UNDELIVERED),
                outcome.stale(Excuse.FORMER_SERVER),
                outcome.longestMillis(Excuse.FORMER_SERVER),
                outcome.stale(Excuse.WITHIN_WINDOW),
                outcome.longestMillis(Excuse.WITHIN_WINDOW));
    }

    /** What ours must be is a target. Others may break the promise if they are there to be compared with ours. */
    private static boolean isKept(List<Outcome> outcomes) {
        return outcomes.stream()
                        .anyMatch(outcome -> outcome.settings().protocol().isOurs())
                || outcomes.stream().noneMatch(Outcome::isBroken);
    }

    private List<Protocol> protocols() {
        try {
            return protocols.stream()
                    .map(Protocol::named)
                    .map(protocol -> strict && protocol == Protocol.OURS ? Protocol.OURS_STRICT : protocol)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw wrong("--protocol: " + e.getMessage());
        }
    }

    private Set<FaultKind> faults() {
        try {
            return FaultKind.named(faults);
        } catch (IllegalArgumentException e) {
            throw wrong("--faults: " + e.getMessage());
        }
    }

    private Settings.Crew crew() {
        if (nodes < 1 || readers < 1 || writers < 1) {
            throw wrong("--nodes, --readers and --writers must be at least 1");
        }
        return new Settings.Crew(nodes, readers, writers);
    }

    private Duration time() {
        if (!(seconds > 0)) {
            throw wrong("--seconds is " + seconds + "; it must be more than 0");
        }
        return Duration.ofNanos((long) (seconds * 1e9));
    }

    private List<String> extra() {
        return near ? List.of(Settings.NEAR) : List.of();
    }

    private void finish(Report ended) {
        spec().commandLine().getOut().print(ended.markdown());
        spec().commandLine().getOut().flush();
        if (folder != null) {
            progress("report: " + ended.write(folder));
        }
    }

    private void progress(String line) {
        spec().commandLine().getErr().println(line);
        spec().commandLine().getErr().flush();
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec().commandLine(), message);
    }

    private CommandSpec spec() {
        if (command == null) {
            throw new IllegalStateException("options are read from a command line only");
        }
        return command;
    }
}
