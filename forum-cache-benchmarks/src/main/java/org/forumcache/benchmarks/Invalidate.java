package org.forumcache.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.forumcache.benchmarks.peers.Kind.Place;
import org.forumcache.benchmarks.peers.Way;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The cost of invalidating a category in key spaces from a thousand to ten million keys, of this cache and of others. */
@Command(
        name = "invalidate",
        description =
                "Invalidates a category of some hundred cached lists in key spaces of growing size, in this process"
                        + " and in Redis, in the ways of this cache and of others, and tells how long reads had to wait.")
final class Invalidate implements Callable<Integer> {
    private static final int WARM_UP = 20;

    @Mixin
    private final CommonOptions options = new CommonOptions();

    @Option(
            names = "--keys",
            paramLabel = "<n>",
            split = ",",
            defaultValue = "1000,10000,100000,1000000,10000000",
            description = "Sizes of the key spaces, from small to large (${DEFAULT-VALUE}).")
    private List<Integer> sizes = List.of();

    @Option(
            names = "--lists",
            paramLabel = "<n>",
            defaultValue = "500",
            description = "How many of the keys are lists of the category (${DEFAULT-VALUE}).")
    private int pages;

    @Option(
            names = "--samples",
            paramLabel = "<n>",
            defaultValue = "100",
            description = "How many invalidations by this cache are timed in each (${DEFAULT-VALUE}); others get a"
                    + " tenth of that.")
    private int samples;

    @Option(
            names = "--patience",
            paramLabel = "<seconds>",
            defaultValue = "2",
            description =
                    "Ways that take longer than this in one key space are not tried in the next (${DEFAULT-VALUE}).")
    private double patience;

    private final Map<Way, Map<Integer, Timings>> timings = new EnumMap<>(Way.class);
    private final Map<Way, String> stopped = new EnumMap<>(Way.class);

    /** What the samples of a way in one key space say, in milliseconds. */
    record Timings(Samples millis, Samples stalled) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (pages < 1 || samples < 1 || sizes.isEmpty() || sizes.stream().anyMatch(size -> size < pages)) {
            throw options.wrong("--keys must be at least --lists, --lists and --samples at least 1");
        }
        String version = "";
        for (int i = 0; i < sizes.size(); i++) {
            inProcesses(sizes.get(i));
            version = inRedis(sizes.get(i), i);
        }
        Report report = options.report(version);
        new InvalidateReport(report, timings, stopped).tell(pages);
        return options.finish(report);
    }

    private void inProcesses(int keys) throws IOException, InterruptedException {
        for (Way way : Way.in(Place.PROCESS)) {
            if (!stopped.containsKey(way)) {
                options.progress("invalidate: " + keys + " keys, " + way.label());
                try (Child child = Child.start(heapMegabytes(keys), arguments(way, keys))) {
                    child.expect(InvalidateChild.READY);
                    measure(way, keys, () -> {
                        child.tell("");
                        return InvalidationSpace.Sample.parse(child.answer());
                    });
                }
            }
        }
    }

    private List<String> arguments(Way way, int keys) {
        return List.of("invalidate-child", "--way=" + way, "--keys=" + keys, "--lists=" + pages);
    }

    /** A thousand bytes an entry, and what a small process needs. */
    private static long heapMegabytes(int keys) {
        return 512L + keys / 1_000;
    }

    private String inRedis(int keys, int number) throws IOException, InterruptedException {
        try (RedisUnderTest redis = options.redis(number)) {
            options.progress("invalidate: filling Redis with " + keys + " keys");
            new Ballast(redis.bare()).fill(keys - pages);
            for (Way way : Way.in(Place.REDIS)) {
                if (!stopped.containsKey(way)) {
                    options.progress("invalidate: " + keys + " keys, " + way.label());
                    try (InvalidationSpace space = InvalidationSpace.open(way, redis.uri(), keys, pages)) {
                        measure(way, keys, space::sample);
                    }
                }
            }
            return redis.version();
        }
    }

    /** One invalidation, wherever it happens. */
    private interface Sampler {
        InvalidationSpace.Sample sample() throws IOException;
    }

    private void measure(Way way, int keys, Sampler sampler) throws IOException {
        int wanted = way.isOurs() ? samples : Math.max(1, samples / 10);
        long warmUpEnd = System.nanoTime() + Duration.ofSeconds(1).toNanos();
        for (int i = 0; i < WARM_UP && System.nanoTime() - warmUpEnd < 0; i++) {
            var unused = sampler.sample();
        }
        Recorder recorder = new Recorder();
        long end = System.nanoTime() + options.time().toNanos();
        while (recorder.count() < wanted && (recorder.count() == 0 || System.nanoTime() - end < 0)) {
            recorder.add(sampler.sample());
        }
        Timings timing = recorder.timings();
        timings.computeIfAbsent(way, any -> new TreeMap<>()).put(keys, timing);
        if (timing.millis().median() > patience * 1e3) {
            stopped.put(way, Table.text(timing.millis().median() / 1e3) + " s at " + Table.text(keys) + " keys");
        }
    }

    /** Collects samples. */
    private static final class Recorder {
        private final List<Double> millis = new ArrayList<>();
        private final List<Double> stalled = new ArrayList<>();

        void add(InvalidationSpace.Sample sample) {
            millis.add(sample.nanos() / 1e6);
            stalled.add(sample.stalled() / 1e6);
        }

        int count() {
            return millis.size();
        }

        Timings timings() {
            return new Timings(new Samples(millis), new Samples(stalled));
        }
    }
}
