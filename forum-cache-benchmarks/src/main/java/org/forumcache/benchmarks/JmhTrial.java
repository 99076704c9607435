package org.forumcache.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.forumcache.benchmarks.jmh.Group;
import org.forumcache.benchmarks.jmh.Hit;
import org.forumcache.benchmarks.jmh.Key;
import org.forumcache.benchmarks.jmh.RemoteHit;
import org.forumcache.benchmarks.jmh.Store;
import org.forumcache.benchmarks.peers.Kind;
import org.forumcache.benchmarks.peers.Kind.Place;
import org.forumcache.benchmarks.peers.Way;
import org.forumcache.benchmarks.peers.Workload.Shape;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * One thing that JMH measures.
 *
 * @param name how {@code --include} and the report know it
 * @param benchmark the class and the method, for JMH
 */
record JmhTrial(String name, String benchmark, int threads, Map<String, String> parameters) {
    private static final int MANY = 8;
    private static final int ITERATIONS = 3;
    private static final int SHOTS = 10;

    /** Without the ones that never lose an entry, and would lose the process instead. */
    private static final Set<Kind> STORES = EnumSet.complementOf(EnumSet.of(Kind.CAFFEINE, Kind.LETTUCE_JSON));

    /**
     * How long to measure.
     *
     * @param time in each process, after two thirds of it for nothing
     */
    record Effort(int forks, Duration time) {}

    /**
     * What came out.
     *
     * @param score in the unit of the benchmark
     * @param bytes allocated by each operation; NaN if it was not looked at
     */
    record Result(double score, double bytes) {}

    /** Everything, in the order in which it is measured: what is compared, in a row. */
    static List<JmhTrial> all() {
        List<JmhTrial> trials = new ArrayList<>();
        for (Shape shape : Shape.values()) {
            Kind.in(Place.PROCESS).forEach(kind -> trials.add(hit(kind, shape, 1)));
        }
        Kind.in(Place.PROCESS).forEach(kind -> trials.add(hit(kind, Shape.THREAD_4K, MANY)));
        for (Shape shape : Shape.values()) {
            Kind.in(Place.REDIS).forEach(kind -> trials.add(remoteHit(kind, shape, MANY)));
        }
        Kind.in(Place.REDIS).forEach(kind -> trials.add(remoteHit(kind, Shape.THREAD_4K, 1)));
        STORES.forEach(kind -> trials.add(store(kind, "miss")));
        STORES.forEach(kind -> trials.add(store(kind, "set")));
        List.of("thread", "list", "listWithFilters").forEach(key -> trials.add(key(key)));
        Way.in(Place.PROCESS).forEach(way -> trials.add(group(way, 1_000)));
        Way.in(Place.REDIS).forEach(way -> trials.add(group(way, 1_000)));
        Way.in(Place.PROCESS).forEach(way -> trials.add(group(way, 100_000)));
        trials.add(group(Way.OURS_REDIS, 100_000));
        return trials;
    }

    static String hitName(Kind kind, Shape shape, int threads) {
        return "hit/" + shape + "/" + threads + "/" + kind;
    }

    static String remoteHitName(Kind kind, Shape shape, int threads) {
        return "redis-hit/" + shape + "/" + threads + "/" + kind;
    }

    static String groupName(Way way, int lists) {
        return "group/" + lists + "/" + way;
    }

    private static JmhTrial hit(Kind kind, Shape shape, int threads) {
        return new JmhTrial(hitName(kind, shape, threads), Hit.class.getName() + ".hit", threads, of(kind, shape));
    }

    private static JmhTrial remoteHit(Kind kind, Shape shape, int threads) {
        String name = remoteHitName(kind, shape, threads);
        return new JmhTrial(name, RemoteHit.class.getName() + ".hit", threads, of(kind, shape));
    }

    private static JmhTrial store(Kind kind, String method) {
        String benchmark = Store.class.getName() + "." + method;
        return new JmhTrial(method + "/" + kind, benchmark, 1, of(kind, Shape.THREAD_4K));
    }

    private static JmhTrial key(String method) {
        return new JmhTrial("key/" + method, Key.class.getName() + "." + method, 1, Map.of());
    }

    private static JmhTrial group(Way way, int lists) {
        Map<String, String> parameters = Map.of("way", way.name(), "lists", Integer.toString(lists));
        return new JmhTrial(groupName(way, lists), Group.class.getName() + ".invalidate", 1, parameters);
    }

    private static Map<String, String> of(Kind kind, Shape shape) {
        return Map.of("kind", kind.name(), "shape", shape.name());
    }

    /** Measures it, in processes of its own. */
    Result run(String redis, Effort effort) throws RunnerException {
        // Several of these may run on a machine at once; whether they should is not for a lock to say.
        System.setProperty("jmh.ignoreLock", "true");
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + benchmark.replace(".", "\\.") + "$")
                .threads(threads)
                .forks(effort.forks())
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .addProfiler(GCProfiler.class);
        parameters.forEach(options::param);
        if (!parameters.isEmpty()) {
            options.param("redis", redis);
        }
        RunResult run = new Runner(lasting(options, effort).build()).runSingle();
        return new Result(run.getPrimaryResult().getScore(), allocated(run));
    }

    private ChainedOptionsBuilder lasting(ChainedOptionsBuilder options, Effort effort) {
        if (name.startsWith("group")) {
            return options.warmupIterations(SHOTS / 2).measurementIterations(SHOTS);
        }
        TimeValue iteration = TimeValue.nanoseconds(effort.time().toNanos() / ITERATIONS);
        return options.warmupIterations(ITERATIONS - 1)
                .warmupTime(iteration)
                .measurementIterations(ITERATIONS)
                .measurementTime(iteration);
    }

    @SuppressWarnings("rawtypes") // JMH's results are
    private static double allocated(RunResult run) {
        return run.getSecondaryResults().entrySet().stream()
                .filter(result -> result.getKey().endsWith("gc.alloc.rate.norm"))
                .mapToDouble(result -> result.getValue().getScore())
                .findFirst()
                .orElse(Double.NaN);
    }
}
