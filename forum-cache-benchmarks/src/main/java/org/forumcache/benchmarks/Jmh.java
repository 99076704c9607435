package org.forumcache.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What single operations cost, of this cache, of others and of the bare libraries under them, measured by JMH. */
@Command(
        name = "jmh",
        description =
                "What a hit, a miss, a store, a key and an invalidation cost, of this cache and of its peers, each"
                        + " in a process of its own, with the same documents.")
final class Jmh implements Callable<Integer> {
    /** So that all trials take less than a quarter of an hour. */
    private static final double SECONDS = 3;

    @Mixin
    private final CommonOptions options = new CommonOptions();

    @Option(
            names = "--include",
            paramLabel = "<regex>",
            defaultValue = ".*",
            description = "Which trials are run, by parts of their names: hit/THREAD_4K/1/OURS_EMBEDDED, for example;"
                    + " all by default.")
    private String include = ".*";

    @Option(
            names = "--forks",
            paramLabel = "<n>",
            defaultValue = "1",
            description = "How many processes measure each thing (${DEFAULT-VALUE}).")
    private int forks;

    @Override
    public Integer call() throws RunnerException {
        List<JmhTrial> trials = trials();
        JmhTrial.Effort effort = new JmhTrial.Effort(forks, options.time(SECONDS));
        try (RedisUnderTest redis = options.redis(0)) {
            Report report = options.report(redis);
            Map<String, JmhTrial.Result> results = new LinkedHashMap<>();
            for (JmhTrial trial : trials) {
                options.progress("jmh: " + (results.size() + 1) + " of " + trials.size() + ", " + trial.name());
                results.put(trial.name(), trial.run(redis.uri(), effort));
            }
            new JmhReport(report, results).tell();
            return options.finish(report);
        }
    }

    private List<JmhTrial> trials() {
        if (forks < 1) {
            throw options.wrong("--forks is " + forks + "; it must be at least 1");
        }
        List<JmhTrial> chosen = JmhTrial.all().stream()
                .filter(trial -> pattern().matcher(trial.name()).find())
                .toList();
        if (chosen.isEmpty()) {
            throw options.wrong("--include " + include + " names none of the trials, for example "
                    + JmhTrial.all().get(0).name());
        }
        return chosen;
    }

    private Pattern pattern() {
        try {
            return Pattern.compile(include);
        } catch (PatternSyntaxException e) {
            throw options.wrong("--include: " + e.getMessage());
        }
    }
}
