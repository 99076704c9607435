package org.forumcache.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.forumcache.benchmarks.ReplayForum.Result;
import org.forumcache.benchmarks.replay.Behaviour;
import org.forumcache.benchmarks.replay.Cell;
import org.forumcache.benchmarks.replay.Kind;
import org.forumcache.benchmarks.replay.Policy;
import org.forumcache.benchmarks.replay.Trace;

/** What replays amount to. */
final class ReplayFindings {
    private static final double THREAD_TARGET = 35;
    private static final double LIST_TARGET = 25;
    private static final double CATEGORY_TARGET = 50;
    private static final double OVERALL_TARGET = 30;
    private static final List<Integer> TRACE_PERCENT = List.of(1, 2, 5, 10, 20, 40);

    private ReplayFindings() {}

    /** Adds what a forum's visitors saw. */
    static void write(List<Result> results, Report report) {
        hitRates(results, report);
        latencies(results, report);
        for (Behaviour behaviour : behaviours(results)) {
            chart(behaviour, results, report);
        }
        targets(results, report);
    }

    private static void hitRates(List<Result> results, Report report) {
        Table table = report.table(
                "Hit rates in percent, beginning with an empty cache",
                "visitors",
                "Zipf",
                "writes, %",
                "requests",
                "thread",
                "list",
                "category",
                "overall",
                "database reads saved, %");
        for (Result result : results) {
            table.row(
                    result.cell().behaviour().title(),
                    result.cell().zipf(),
                    result.cell().percent(),
                    result.cached().seen().answers(),
                    percent(result, Kind.THREAD),
                    percent(result, Kind.LIST),
                    percent(result, Kind.CATEGORY),
                    result.cached().seen().hitPercent(),
                    result.savedPercent());
        }
    }

    private static Object percent(Result result, Kind kind) {
        return result.cached().seen().answers(kind) == 0
                ? "–"
                : result.cached().seen().hitPercent(kind);
    }

    private static void latencies(List<Result> results, Report report) {
        Table table = report.table(
                "Reads, latency in ms",
                "visitors",
                "Zipf",
                "writes, %",
                "p50 with cache",
                "p50 without",
                "p99 with cache",
                "p99 without");
        for (Result result : results) {
            Samples with = new Samples(result.cached().seen().readMillis());
            Samples without = new Samples(result.uncached().seen().readMillis());
            table.row(
                    result.cell().behaviour().title(),
                    result.cell().zipf(),
                    result.cell().percent(),
                    with.median(),
                    without.median(),
                    with.percentile(99),
                    without.percentile(99));
        }
    }

    private static Set<Behaviour> behaviours(List<Result> results) {
        Set<Behaviour> behaviours = new LinkedHashSet<>();
        results.forEach(result -> behaviours.add(result.cell().behaviour()));
        return behaviours;
    }

    private static void chart(Behaviour behaviour, List<Result> results, Report report) {
        LineChart chart = new LineChart(
                "Hit rate, " + behaviour.title(),
                new LineChart.Axis("writes, % of requests", LineChart.Scale.LINEAR),
                new LineChart.Axis("hits, % of reads", LineChart.Scale.LINEAR));
        List<Result> mine = results.stream()
                .filter(result -> result.cell().behaviour() == behaviour)
                .toList();
        mine.stream().map(result -> result.cell().zipf()).distinct().forEach(zipf -> {
            List<Double> writes = new ArrayList<>();
            List<Double> hits = new ArrayList<>();
            mine.stream().filter(result -> result.cell().zipf() == zipf).forEach(result -> {
                writes.add(result.cell().writes() * 100);
                hits.add(result.cached().seen().hitPercent());
            });
            chart.with("Zipf " + zipf, writes, hits);
        });
        // A chart of single points says nothing.
        if (behaviour.mayWrite()) {
            report.chart(chart);
        }
    }

    private static void targets(List<Result> results, Report report) {
        worst(results, Kind.THREAD, THREAD_TARGET, report);
        worst(results, Kind.LIST, LIST_TARGET, report);
        worst(results, Kind.CATEGORY, CATEGORY_TARGET, report);
        Result worst = results.get(0);
        for (Result result : results) {
            worst = overall(result) < overall(worst) ? result : worst;
        }
        report.atLeast("lowest overall hit rate, %: " + worst.cell(), overall(worst), OVERALL_TARGET);
    }

    private static double overall(Result result) {
        return result.cached().seen().hitPercent();
    }

    private static void worst(List<Result> results, Kind kind, double bound, Report report) {
        double lowest = Double.POSITIVE_INFINITY;
        Cell where = results.get(0).cell();
        for (Result result : results) {
            double percent = result.cached().seen().hitPercent(kind);
            if (percent < lowest) {
                lowest = percent;
                where = result.cell();
            }
        }
        if (lowest < Double.POSITIVE_INFINITY) {
            report.atLeast("lowest hit rate of " + kind + ", %: " + where, lowest, bound);
        }
    }

    /** Adds what policies make of a trace. */
    static void write(Trace trace, Report report) {
        Table table = report.table(
                String.format(
                        "cache2k web07: hits in percent of %,d requests for %,d objects",
                        trace.length(), trace.distinct()),
                "room, % of the objects",
                "entries",
                Policy.LRU.title(),
                Policy.FORUM_CACHE.title(),
                Policy.OPTIMUM.title());
        LineChart chart = new LineChart(
                "cache2k web07: hit rate",
                new LineChart.Axis("room for entries", LineChart.Scale.LINEAR),
                new LineChart.Axis("hits, % of requests", LineChart.Scale.LINEAR));
        List<Integer> rooms = TRACE_PERCENT.stream()
                .map(percent -> Math.max(1, trace.distinct() * percent / 100))
                .toList();
        List<Double> lru = hits(trace, Policy.LRU, rooms);
        List<Double> ours = hits(trace, Policy.FORUM_CACHE, rooms);
        List<Double> optimum = hits(trace, Policy.OPTIMUM, rooms);
        for (int i = 0; i < rooms.size(); i++) {
            table.row(TRACE_PERCENT.get(i), rooms.get(i), lru.get(i), ours.get(i), optimum.get(i));
        }
        report.chart(chart.with(Policy.LRU.title(), rooms, lru)
                .with(Policy.FORUM_CACHE.title(), rooms, ours)
                .with(Policy.OPTIMUM.title(), rooms, optimum));
    }

    private static List<Double> hits(Trace trace, Policy policy, List<Integer> rooms) {
        return rooms.stream()
                .map(room -> 100.0 * policy.hits(trace, room) / trace.length())
                .toList();
    }
}
