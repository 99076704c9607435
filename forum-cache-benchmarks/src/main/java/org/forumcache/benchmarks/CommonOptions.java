package org.forumcache.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that all commands understand. */
final class CommonOptions {
    private static final double DEFAULT_SECONDS = 10;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(
            names = "--uri",
            paramLabel = "<uri>",
            description = "An empty Redis to measure on; it is emptied afterwards. Without it servers are started.")
    private @Nullable String uri;

    @Option(
            names = "--seconds",
            paramLabel = "<n>",
            description = "How long each thing is measured; every command has a time of its own.")
    private @Nullable Double seconds;

    @Option(
            names = "--threads",
            paramLabel = "<n>",
            defaultValue = "16",
            description = "How many threads work at once (${DEFAULT-VALUE}).")
    private int threads;

    @Option(names = "--report", paramLabel = "<dir>", description = "Where to write <command>.json as well.")
    private @Nullable Path report;

    @Option(
            names = "--docs",
            paramLabel = "<dir>",
            description = "Where to write <command>.md with its charts, and <command>.json, as well: docs/benchmarks.")
    private @Nullable Path docs;

    /** The Redis of that number: started, or a database of the one that was named. */
    RedisUnderTest redis(int number) {
        try {
            return uri == null ? RedisUnderTest.start() : RedisUnderTest.at(uri, number);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    Duration time() {
        return time(DEFAULT_SECONDS);
    }

    /** How long to measure each thing, if nothing else was asked for. */
    Duration time(double otherwise) {
        double asked = seconds == null ? otherwise : seconds;
        if (!(asked > 0)) {
            throw wrong("--seconds is " + asked + "; it must be more than 0");
        }
        return Duration.ofNanos((long) (asked * 1e9));
    }

    int threads() {
        if (threads < 1) {
            throw wrong("--threads is " + threads + "; it must be at least 1");
        }
        return threads;
    }

    /** Prints the report of a command that has ended, and writes it if a folder was named. */
    int finish(Report ended) {
        spec().commandLine().getOut().print(ended.markdown());
        spec().commandLine().getOut().flush();
        if (report != null) {
            progress("report: " + ended.write(report));
        }
        if (docs != null) {
            progress("page: " + ended.writePage(docs, purpose()));
        }
        return 0;
    }

    /** Begins the report of this command. */
    Report report(RedisUnderTest redis) {
        return new Report(spec().name(), words(), Machine.now(redis.version()));
    }

    /** Begins the report of this command, which used a Redis of that version. */
    Report report(String version) {
        return new Report(spec().name(), words(), Machine.now(version));
    }

    /** Begins the report of this command, which uses no Redis. */
    Report report() {
        return new Report(spec().name(), words(), Machine.withoutRedis());
    }

    /** The command line, without the folders, which say nothing about the figures. */
    private String words() {
        return spec().commandLine().getParseResult().originalArgs().stream()
                .filter(word -> !word.startsWith("--docs=") && !word.startsWith("--report="))
                .collect(Collectors.joining(" "));
    }

    private String purpose() {
        return String.join(" ", spec().usageMessage().description());
    }

    /** Says how far the command is. */
    void progress(String line) {
        spec().commandLine().getErr().println(line);
        spec().commandLine().getErr().flush();
    }

    /** The error of an option whose value cannot be used. */
    ParameterException wrong(String message) {
        return new ParameterException(spec().commandLine(), message);
    }

    private CommandSpec spec() {
        if (command == null) {
            throw new IllegalStateException("options are read from a command line only");
        }
        return command;
    }
}
