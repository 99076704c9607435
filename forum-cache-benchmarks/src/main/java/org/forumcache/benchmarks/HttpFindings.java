package org.forumcache.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.forumcache.benchmarks.HttpContest.Results;
import org.forumcache.benchmarks.HttpContest.Turn;
import org.jspecify.annotations.Nullable;

/** What the turns of all servers amount to. */
final class HttpFindings {
    private static final double AGAINST_CAFFEINE = 3.0;
    private static final double AGAINST_CONSTANT = 0.85;
    private static final double UNCHANGED_AGAINST_FULL = 1.1;

    private final Map<HttpCase, Results> results;

    /** The results of all questions, the one that targets are about first. */
    HttpFindings(Map<HttpCase, Results> results) {
        this.results = results;
    }

    /** Adds tables, charts and targets. */
    void writeTo(Report report) {
        results.forEach((question, seen) -> table(report, question, seen));
        HttpCase main = results.keySet().iterator().next();
        chart(report, main);
        targets(report, main);
    }

    private static void table(Report report, HttpCase question, Results seen) {
        Table table = report.table(
                question.title(),
                "server",
                "requests per second, median",
                "against the filter, median",
                "p50, ms",
                "p99, ms",
                "p99.9, ms",
                "CPU of a request, µs",
                "bytes of the body");
        List<Turn> filter = turns(seen, HttpVariant.FILTER);
        seen.turns()
                .forEach((variant, turns) -> table.row(
                        variant.title(),
                        median(turns, turn -> turn.seen().perSecond()),
                        ratio(turns, filter),
                        median(turns, turn -> turn.seen().p50() / 1e3),
                        median(turns, turn -> turn.seen().p99() / 1e3),
                        median(turns, turn -> turn.seen().p999() / 1e3),
                        median(turns, Turn::cpuMicros),
                        Objects.requireNonNull(seen.bytes().get(variant))));
    }

    private void chart(Report report, HttpCase main) {
        Results seen = Objects.requireNonNull(results.get(main));
        List<String> names =
                seen.turns().keySet().stream().map(HttpVariant::title).toList();
        List<Double> throughput = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        seen.turns().values().forEach(turns -> {
            throughput.add(median(turns, turn -> turn.seen().perSecond()));
            cpu.add(median(turns, Turn::cpuMicros));
        });
        report.chart(
                new BarChart(main.title() + ": throughput", "requests per second", names).with("median", throughput));
        report.chart(new BarChart(main.title() + ": processor time of the server", "µs of a request", names)
                .with("median", cpu));
    }

    private void targets(Report report, HttpCase main) {
        Results seen = Objects.requireNonNull(results.get(main));
        List<Turn> filter = turns(seen, HttpVariant.FILTER);
        target(report, "filter / @Cacheable on Caffeine", filter, turns(seen, HttpVariant.CAFFEINE), AGAINST_CAFFEINE);
        target(report, "filter / constant bytes", filter, turns(seen, HttpVariant.CONSTANT), AGAINST_CONSTANT);
        results.forEach((question, others) -> {
            if (question.form() == HttpCase.Form.UNCHANGED) {
                List<Turn> unchanged = turns(others, HttpVariant.FILTER);
                target(report, "filter: 304 / full answers", unchanged, filter, UNCHANGED_AGAINST_FULL);
            }
        });
    }

    private static void target(Report report, String figure, List<Turn> turns, List<Turn> yardstick, double bound) {
        if (!turns.isEmpty() && !yardstick.isEmpty()) {
            report.atLeast(figure, ratio(turns, yardstick), bound);
        }
    }

    private static List<Turn> turns(Results seen, String variant) {
        @Nullable
        List<Turn> found = seen.turns().entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(variant))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
        return found == null ? List.of() : found;
    }

    private static double ratio(List<Turn> turns, List<Turn> yardstick) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < turns.size(); round++) {
            ratios.add(turns.get(round).seen().perSecond()
                    / yardstick.get(round).seen().perSecond());
        }
        return new Samples(ratios).median();
    }

    private static double median(List<Turn> turns, ToDoubleFunction<Turn> figure) {
        return new Samples(turns.stream().mapToDouble(figure).boxed().toList()).median();
    }
}
