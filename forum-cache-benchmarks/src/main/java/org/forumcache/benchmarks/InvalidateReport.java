package org.forumcache.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.forumcache.benchmarks.LineChart.Axis;
import org.forumcache.benchmarks.LineChart.Scale;
import org.forumcache.benchmarks.peers.Kind.Place;
import org.forumcache.benchmarks.peers.Way;

/** What the command {@link Invalidate} says about its samples. */
final class InvalidateReport {
    private static final double GROWTH = 1.5;

    private final Report report;
    private final Map<Way, Map<Integer, Invalidate.Timings>> timings;
    private final Map<Way, String> stopped;

    InvalidateReport(Report report, Map<Way, Map<Integer, Invalidate.Timings>> timings, Map<Way, String> stopped) {
        this.report = report;
        this.timings = timings;
        this.stopped = stopped;
    }

    void tell(int pages) {
        report.note(
                "A category with " + pages + " cached lists is invalidated among other cached entries; the lists are"
                        + " cached again before each time. Beside it one thread reads other entries without end: the columns on"
                        + " reads give the longest of them during an invalidation.");
        report.note("JetCache is told the keys to remove, which an application would have to know of all its processes."
                + " Redisson keeps a category's lists in one hash, which one command removes and whose entries have no"
                + " time-to-live of their own; clearing Spring's cache on Caffeine costs what that cache holds, here the"
                + " lists of one category.");
        place("In this process", Place.PROCESS);
        place("In Redis", Place.REDIS);
        stopped.forEach((way, reason) ->
                report.note(way.label() + " was not tried in larger key spaces, because it took " + reason + "."));
    }

    private void place(String title, Place place) {
        Table table = report.table(
                title + ": invalidating a category, in ms",
                "how",
                "keys",
                "median",
                "p99",
                "slowest",
                "longest read meanwhile, median",
                "longest read, slowest");
        LineChart chart = new LineChart(
                title + ": invalidating a category",
                new Axis("keys in the cache", Scale.LOGARITHMIC),
                new Axis("ms, median", Scale.LOGARITHMIC));
        for (Way way : Way.in(place)) {
            SortedMap<Integer, Invalidate.Timings> bySize = new TreeMap<>(timings.getOrDefault(way, Map.of()));
            List<Double> medians = new ArrayList<>();
            bySize.forEach((keys, timing) -> {
                row(table, way, keys, timing);
                medians.add(timing.millis().median());
            });
            if (!bySize.isEmpty()) {
                chart.with(way.label(), List.copyOf(bySize.keySet()), medians);
            }
            if (way.isOurs() && bySize.size() > 1) {
                growth(way, List.copyOf(bySize.keySet()), medians);
            }
        }
        report.chart(chart);
    }

    private static void row(Table table, Way way, int keys, Invalidate.Timings timing) {
        table.row(
                way.label(),
                keys,
                timing.millis().median(),
                timing.millis().percentile(99),
                timing.millis().max(),
                timing.stalled().median(),
                timing.stalled().max());
    }

    private void growth(Way way, List<Integer> sizes, List<Double> medians) {
        int last = sizes.size() - 1;
        String figure = String.format(
                Locale.ROOT, "%s: median at %,d keys / at %,d keys", way.label(), sizes.get(last), sizes.get(0));
        report.atMost(figure, medians.get(last) / medians.get(0), GROWTH);
    }
}
