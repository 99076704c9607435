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
    private final Map<String, Runnable> operations = new LinkedHashMap<>();

    /** Throughput of an operation, and its ratio to the yardstick, over all rounds. */
    record Result(String name, Samples perSecond, Samples ratio) {}

    /** Adds an operation, which throws if it does not do what is to be measured. */
    Contest with(String name, Runnable operation) {
        operations.put(name, operation);
        return this;
    }

    /** Measures every operation for that long in all, in that many rounds. */
    List<Result> run(Crowd crowd, Duration time, int rounds) throws InterruptedException {
        Duration turn = time.dividedBy(rounds);
        // Two rounds' worth of everything, until the compiler has seen all of it.
        measure(crowd, turn, List.copyOf(operations.keySet()));
        measure(crowd, turn, List.copyOf(operations.keySet()));
        Map<String, List<Double>> speeds = new LinkedHashMap<>();
        List<String> order = new ArrayList<>(operations.keySet());
        for (int round = 0; round < rounds; round++) {
            measure(crowd, turn, order)
                    .forEach((name, speed) -> speeds.computeIfAbsent(name, any -> new ArrayList<>())
                            .add(speed));
            order.add(order.remove(0));
        }
        return results(speeds);
    }

    private Map<String, Double> measure(Crowd crowd, Duration turn, List<String> order) throws InterruptedException {
        Map<String, Double> speeds = new LinkedHashMap<>();
        for (String name : order) {
            Runnable operation = operations.get(name);
            if (operation != null) {
                speeds.put(name, crowd.perSecond(operation, turn));
            }
        }
        return speeds;
    }

    private List<Result> results(Map<String, List<Double>> speeds) {
        List<Result> results = new ArrayList<>();
        List<Double> yardstick =
                speeds.getOrDefault(operations.keySet().iterator().next(), List.of());
        speeds.forEach((name, values) -> {
            List<Double> ratios = new ArrayList<>();
            for (int i = 0; i < values.size(); i++) {
                ratios.add(values.get(i) / yardstick.get(i));
            }
            results.add(new Result(name, new Samples(values), new Samples(ratios)));
        });
        return results;
    }
}
