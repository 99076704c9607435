package org.forumcache.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Operations whose throughput is compared, the first of which is the yardstick.
 *
 * <p>All are measured for a short time in each of many rounds, in turning order, so that whatever else the machine does
 * meets all of them; an operation is compared with the yardstick of the same round.
 */
final class Contest {
    private static final int WARM_UP_SHARE = 4;

    private final Map<String, Runnable> operations = new LinkedHashMap<>();

    /** Throughput of an operation, its ratio to the yardstick, and its processor time, over all rounds. */
    record Result(String name, Samples perSecond, Samples ratio, Samples cpuMicros) {}

    /** Adds an operation, which throws if it does not do what is to be measured. */
    Contest with(String name, Runnable operation) {
        operations.put(name, operation);
        return this;
    }

    /** Measures every operation for that long in all, in that many rounds. */
    List<Result> run(Crowd crowd, Duration time, int rounds) throws InterruptedException {
        Duration turn = time.dividedBy(rounds);
        // Until the compiler has seen all of it.
        measure(crowd, time.dividedBy(WARM_UP_SHARE), List.copyOf(operations.keySet()));
        Map<String, List<Crowd.Speed>> speeds = new LinkedHashMap<>();
        List<String> order = new ArrayList<>(operations.keySet());
        for (int round = 0; round < rounds; round++) {
            measure(crowd, turn, order)
                    .forEach((name, speed) -> speeds.computeIfAbsent(name, any -> new ArrayList<>())
                            .add(speed));
            order.add(order.remove(0));
        }
        return results(speeds);
    }

    private Map<String, Crowd.Speed> measure(Crowd crowd, Duration turn, List<String> order)
            throws InterruptedException {
        Map<String, Crowd.Speed> speeds = new LinkedHashMap<>();
        for (String name : order) {
            Runnable operation = operations.get(name);
            if (operation != null) {
                speeds.put(name, crowd.measure(operation, turn));
            }
        }
        return speeds;
    }

    private List<Result> results(Map<String, List<Crowd.Speed>> speeds) {
        List<Crowd.Speed> yardstick =
                speeds.getOrDefault(operations.keySet().iterator().next(), List.of());
        List<Result> results = new ArrayList<>();
        for (String name : operations.keySet()) {
            results.add(result(name, speeds.getOrDefault(name, List.of()), yardstick));
        }
        return results;
    }

    private static Result result(String name, List<Crowd.Speed> speeds, List<Crowd.Speed> yardstick) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < speeds.size(); round++) {
            ratios.add(speeds.get(round).perSecond() / yardstick.get(round).perSecond());
        }
        return new Result(
                name,
                new Samples(speeds.stream().map(Crowd.Speed::perSecond).toList()),
                new Samples(ratios),
                new Samples(speeds.stream().map(Crowd.Speed::cpuMicros).toList()));
    }
}
