package org.forumcache.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The time it takes to invalidate a category with 500 cached lists, in small and large key spaces, against the usual way
 * to do it: SCAN for the keys by pattern, and UNLINK what it finds.
 */
@Command(
        name = "redis-invalidate",
        description =
                "Invalidates a category of 500 lists, against SCAN and UNLINK. Every key space has a server of its"
                        + " own; with --uri, a database of its own.")
final class RedisInvalidate implements Callable<Integer> {
    private static final int WARM_UP = 50;

    @Mixin
    private final CommonOptions options = new CommonOptions();

    @Option(
            names = "--keys",
            paramLabel = "<n>",
            split = ",",
            defaultValue = "1000,100000,1000000",
            description = "Sizes of the key spaces, from small to large (${DEFAULT-VALUE}).")
    private List<Integer> sizes = List.of();

    @Option(
            names = "--samples",
            paramLabel = "<n>",
            defaultValue = "300",
            description = "How many invalidations by this cache are timed in each key space (${DEFAULT-VALUE}).")
    private int samples;

    @Option(
            names = "--scans",
            paramLabel = "<n>",
            defaultValue = "5",
            description = "How many invalidations by SCAN, of either batch size, are timed in each (${DEFAULT-VALUE}).")
    private int scans;

    @Override
    public Integer call() throws InterruptedException {
        if (sizes.stream().anyMatch(size -> size < KeySpace.LISTS) || samples < 1 || scans < 1) {
            throw options.wrong("--keys must be at least " + KeySpace.LISTS + ", --samples and --scans at least 1");
        }
        List<KeySpace> spaces = new ArrayList<>();
        try (Crowd crowd = new Crowd(options.threads())) {
            for (int i = 0; i < sizes.size(); i++) {
                options.progress("redis-invalidate: filling " + sizes.get(i) + " keys");
                spaces.add(KeySpace.open(options.redis(i), sizes.get(i), crowd));
            }
            return options.finish(measure(spaces));
        } finally {
            spaces.forEach(KeySpace::close);
        }
    }

    private Report measure(List<KeySpace> spaces) throws InterruptedException {
        Report report = options.report(spaces.get(0).redis());
        Timings ours = new Timings(spaces.size());
        // Round about, so that whatever else the machine does meets all of them.
        for (int i = -WARM_UP; i < samples; i++) {
            if (i % 50 == 0) {
                options.progress("redis-invalidate: invalidation " + i + " of " + samples);
            }
            for (int space = 0; space < spaces.size(); space++) {
                long nanos = spaces.get(space).invalidate();
                if (i >= 0) {
                    ours.add(space, nanos);
                }
            }
        }
        Timings scan10 = scan(spaces, 10);
        Timings scan1000 = scan(spaces, 1_000);
        tell(report, ours, scan10, scan1000);
        return report;
    }

    private Timings scan(List<KeySpace> spaces, int batch) throws InterruptedException {
        Timings timings = new Timings(spaces.size());
        for (int i = 0; i < scans; i++) {
            options.progress("redis-invalidate: SCAN in batches of " + batch + ", " + i + " of " + scans);
            for (int space = 0; space < spaces.size(); space++) {
                timings.add(space, spaces.get(space).scanAndUnlink(batch));
            }
        }
        return timings;
    }

    private void tell(Report report, Timings ours, Timings scan10, Timings scan1000) {
        Table table = report.table(
                "Invalidating a category with " + KeySpace.LISTS + " cached lists, in ms",
                "keys",
                "Forum Cache, median",
                "Forum Cache, p99",
                "SCAN 10 + UNLINK, median",
                "SCAN 10, times ours",
                "SCAN 1,000 + UNLINK, median",
                "SCAN 1,000, times ours");
        for (int space = 0; space < sizes.size(); space++) {
            double median = ours.of(space).median();
            double by10 = scan10.of(space).median();
            double by1000 = scan1000.of(space).median();
            table.row(
                    sizes.get(space),
                    median,
                    ours.of(space).percentile(99),
                    by10,
                    by10 / median,
                    by1000,
                    by1000 / median);
        }
        int last = sizes.size() - 1;
        double largest = ours.of(last).median();
        report.below(
                "median in the largest / in the smallest key space",
                largest / ours.of(0).median(),
                1.5);
        report.atLeast("SCAN 10 / Forum Cache, in the largest", scan10.of(last).median() / largest, 1_000);
        report.atLeast(
                "SCAN 1,000 / Forum Cache, in the largest", scan1000.of(last).median() / largest, 1_000);
    }

    /** Milliseconds, by key space. */
    private static final class Timings {
        private final List<List<Double>> bySpace = new ArrayList<>();

        Timings(int spaces) {
            for (int i = 0; i < spaces; i++) {
                bySpace.add(new ArrayList<>());
            }
        }

        void add(int space, long nanos) {
            bySpace.get(space).add(nanos / 1e6);
        }

        Samples of(int space) {
            return new Samples(bySpace.get(space));
        }
    }
}
