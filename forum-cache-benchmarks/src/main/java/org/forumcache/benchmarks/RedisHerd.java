package org.forumcache.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Many readers in several processes that miss one key at once: how often it is loaded, and how long the last one waits. */
@Command(
        name = "redis-herd",
        description = "Readers in several processes miss one key at once, again and again with another key.")
final class RedisHerd implements Callable<Integer> {
    /** By then a process that found Redis too slow in the round before uses it again. */
    private static final long HEAD_START_MILLIS = 1_500;

    private static final int WARM_UP = 3;

    @Mixin
    private final CommonOptions options = new CommonOptions();

    @Option(
            names = "--processes",
            paramLabel = "<n>",
            defaultValue = "4",
            description = "How many processes are started (${DEFAULT-VALUE}).")
    private int processes;

    @Option(
            names = "--readers",
            paramLabel = "<n>",
            defaultValue = "1000",
            description = "How many readers there are in all processes together (${DEFAULT-VALUE}).")
    private int readers;

    @Option(
            names = "--rounds",
            paramLabel = "<n>",
            defaultValue = "20",
            description = "How many keys are missed (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--load-millis",
            paramLabel = "<n>",
            defaultValue = "50",
            description = "How long a load takes (${DEFAULT-VALUE}).")
    private int loadMillis;

    @Option(
            names = "--timeout-millis",
            paramLabel = "<n>",
            defaultValue = "50",
            description = "The bound on every call to Redis (${DEFAULT-VALUE}).")
    private int timeoutMillis;

    @Option(
            names = "--foreign-wait-millis",
            paramLabel = "<n>",
            defaultValue = "150",
            description = "How long a load in another process is waited for (${DEFAULT-VALUE}).")
    private int foreignWaitMillis;

    @Override
    public Integer call() throws IOException {
        if (processes < 1 || readers < processes || rounds < 1 || loadMillis < 1 || timeoutMillis < 1) {
            throw options.wrong("--processes, --readers, --rounds, --load-millis and --timeout-millis must be at least"
                    + " 1, and there must be a reader for each process");
        }
        try (RedisUnderTest redis = options.redis(0)) {
            Report report = options.report(redis);
            tell(report, play(redis));
            return options.finish(report);
        }
    }

    private List<String> arguments(RedisUnderTest redis) {
        return List.of(
                "redis-herd-readers",
                "--uri=" + redis.uri(),
                "--readers=" + readers / processes,
                "--load-millis=" + loadMillis,
                "--timeout-millis=" + timeoutMillis,
                "--foreign-wait-millis=" + foreignWaitMillis);
    }

    /** What all processes saw in each round. */
    private List<List<HerdReaders.Tally>> play(RedisUnderTest redis) throws IOException {
        List<Child> children = new ArrayList<>();
        try {
            for (int i = 0; i < processes; i++) {
                children.add(Child.start(arguments(redis)));
            }
            for (Child child : children) {
                child.expect("ready");
            }
            return play(children);
        } finally {
            children.forEach(Child::close);
        }
    }

    private List<List<HerdReaders.Tally>> play(List<Child> children) throws IOException {
        List<List<HerdReaders.Tally>> tallies = new ArrayList<>();
        for (int round = -WARM_UP; round < rounds; round++) {
            String line = "missed-" + (round + WARM_UP) + " " + (System.currentTimeMillis() + HEAD_START_MILLIS);
            for (Child child : children) {
                child.tell(line);
            }
            List<HerdReaders.Tally> answers = new ArrayList<>();
            for (Child child : children) {
                answers.add(HerdReaders.Tally.parse(child.answer()));
            }
            options.progress("redis-herd: round " + round + ": " + answers);
            if (round >= 0) {
                tallies.add(answers);
            }
        }
        return tallies;
    }

    private void tell(Report report, List<List<HerdReaders.Tally>> tallies) {
        List<Integer> loads = new ArrayList<>();
        List<Double> slowest = new ArrayList<>();
        for (List<HerdReaders.Tally> round : tallies) {
            loads.add(round.stream().mapToInt(HerdReaders.Tally::loads).sum());
            slowest.add(round.stream()
                            .mapToLong(HerdReaders.Tally::slowestNanos)
                            .max()
                            .orElse(0)
                    / 1e6);
        }
        Samples perRound = new Samples(loads);
        Samples millis = new Samples(slowest);
        Table table = report.table(
                String.format(
                        "%,d readers in %d processes miss one key at once; a load takes %d ms, a call to Redis at most"
                                + " %d ms, a load in another process is waited for for %d ms",
                        readers / processes * processes, processes, loadMillis, timeoutMillis, foreignWaitMillis),
                "rounds",
                "rounds with one load",
                "loads in all rounds",
                "most loads in a round",
                "slowest reader of a round, median, ms",
                "slowest of all, ms",
                "calls to Redis that failed");
        long single = loads.stream().filter(count -> count == 1).count();
        long failures = tallies.stream()
                .flatMap(List::stream)
                .mapToLong(HerdReaders.Tally::failures)
                .sum();
        table.row(rounds, single, perRound.mean() * rounds, perRound.max(), millis.median(), millis.max(), failures);
        report.below("most loads in a round", perRound.max(), 2);
    }
}
