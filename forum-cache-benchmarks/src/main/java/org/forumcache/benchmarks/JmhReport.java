package org.forumcache.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.forumcache.benchmarks.peers.Kind;
import org.forumcache.benchmarks.peers.Kind.Place;
import org.forumcache.benchmarks.peers.Way;
import org.forumcache.benchmarks.peers.Workload;
import org.forumcache.benchmarks.peers.Workload.Shape;

/** What the command {@link Jmh} says about its trials; what was not tried is left out. */
final class JmhReport {
    private static final String NOTHING = "";

    private final Report report;
    private final Map<String, JmhTrial.Result> results;

    JmhReport(Report report, Map<String, JmhTrial.Result> results) {
        this.report = report;
        this.results = results;
    }

    void tell() {
        report.note("Each row was measured in a process of its own, over " + Workload.KEYS
                + " keys that hold the same document. Look-ups bring keys that are ready; misses and stores build them."
                + " A hit of Forum Cache goes through `ForumCacheService.read` with a loader, and is counted and"
                + " timed. Caches that hold objects hand out the object, which nobody has encoded yet; ours hands out"
                + " what is sent.");
        for (Shape shape : Shape.values()) {
            hits(shape);
        }
        for (Shape shape : Shape.values()) {
            remoteHits(shape);
        }
        stores();
        keys();
        groups();
    }

    private void hits(Shape shape) {
        Function<Kind, OptionalDouble> alone = kind -> score(JmhTrial.hitName(kind, shape, 1));
        List<Kind> tried = tried(Place.PROCESS, alone);
        if (tried.isEmpty()) {
            return;
        }
        OptionalDouble bare = alone.apply(Kind.CAFFEINE_BOUNDED);
        Table table = report.table(
                "Hits in this process: " + words(shape),
                "cache",
                "a hit hands out",
                "ns, 1 thread",
                "times bounded Caffeine",
                "bytes allocated",
                "ns, 8 threads");
        for (Kind kind : tried) {
            double nanos = alone.apply(kind).orElseThrow();
            table.row(
                    kind.label(),
                    kind.returned(),
                    nanos,
                    bare.isEmpty() ? NOTHING : nanos / bare.getAsDouble(),
                    Math.rint(result(JmhTrial.hitName(kind, shape, 1)).bytes()),
                    orNothing(score(JmhTrial.hitName(kind, shape, 8))));
        }
        chart("Hits in this process: " + words(shape), "ns per hit, 1 thread", tried, alone);
        hitTargets(shape, 1);
        hitTargets(shape, 8);
    }

    private void hitTargets(Shape shape, int threads) {
        Function<Kind, OptionalDouble> nanos = kind -> score(JmhTrial.hitName(kind, shape, threads));
        String suffix = ", " + words(shape) + ", " + threads + (threads == 1 ? " thread" : " threads");
        OptionalDouble bare = nanos.apply(Kind.CAFFEINE_BOUNDED);
        OptionalDouble fastest = peers(Place.PROCESS, nanos).min();
        for (Kind ours : Kind.in(Place.PROCESS).stream().filter(Kind::isOurs).toList()) {
            OptionalDouble own = nanos.apply(ours);
            if (own.isPresent() && bare.isPresent()) {
                report.atMost(ours.label() + " / bounded Caffeine" + suffix, own.getAsDouble() / bare.getAsDouble(), 3);
            }
            if (own.isPresent() && fastest.isPresent()) {
                report.below(ours.label() + " / fastest peer" + suffix, own.getAsDouble() / fastest.getAsDouble(), 1);
            }
        }
    }

    private void remoteHits(Shape shape) {
        Function<Kind, OptionalDouble> many = kind -> score(JmhTrial.remoteHitName(kind, shape, 8));
        List<Kind> tried = tried(Place.REDIS, many);
        if (tried.isEmpty()) {
            return;
        }
        OptionalDouble bare = many.apply(Kind.LETTUCE);
        Table table = report.table(
                "Hits in Redis: " + words(shape),
                "cache",
                "a hit hands out",
                "per second, 8 threads",
                "times bare Lettuce",
                "bytes allocated",
                "per second, 1 thread");
        for (Kind kind : tried) {
            double speed = many.apply(kind).orElseThrow();
            table.row(
                    kind.label(),
                    kind.returned(),
                    speed,
                    bare.isEmpty() ? NOTHING : speed / bare.getAsDouble(),
                    Math.rint(result(JmhTrial.remoteHitName(kind, shape, 8)).bytes()),
                    orNothing(score(JmhTrial.remoteHitName(kind, shape, 1))));
        }
        chart("Hits in Redis: " + words(shape), "hits per second, 8 threads", tried, many);
        remoteTargets(shape, many);
    }

    private void remoteTargets(Shape shape, Function<Kind, OptionalDouble> speed) {
        OptionalDouble ours = speed.apply(Kind.OURS_REDIS);
        OptionalDouble bare = speed.apply(Kind.LETTUCE);
        OptionalDouble fastest = peers(Place.REDIS, speed).max();
        if (ours.isPresent() && bare.isPresent()) {
            report.atLeast(
                    "Forum Cache, Redis / bare Lettuce, " + words(shape),
                    ours.getAsDouble() / bare.getAsDouble(),
                    0.85);
        }
        if (ours.isPresent() && fastest.isPresent()) {
            report.atLeast(
                    "Forum Cache, Redis / fastest peer, " + words(shape),
                    ours.getAsDouble() / fastest.getAsDouble(),
                    1);
        }
    }

    private void stores() {
        List<Kind> tried = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            if (score("miss/" + kind).isPresent() || score("set/" + kind).isPresent()) {
                tried.add(kind);
            }
        }
        if (tried.isEmpty()) {
            return;
        }
        Table table = report.table(
                "A thread of 4 KB becomes cached, in µs", "cache", "missed, loaded at once and stored", "stored");
        for (Kind kind : tried) {
            table.row(kind.label(), orNothing(score("miss/" + kind)), orNothing(score("set/" + kind)));
        }
    }

    private void keys() {
        if (score("key/thread").isEmpty()) {
            return;
        }
        Table table = report.table("Building a key", "key", "ns", "bytes allocated");
        for (String name : List.of("thread", "list", "listWithFilters")) {
            if (score("key/" + name).isPresent()) {
                table.row(
                        words(name),
                        result("key/" + name).score(),
                        Math.rint(result("key/" + name).bytes()));
            }
        }
    }

    private static String words(String key) {
        return switch (key) {
            case "thread" -> "thread";
            case "list" -> "list page";
            default -> "list page with three filters";
        };
    }

    private void groups() {
        List<Way> tried = new ArrayList<>();
        for (Way way : Way.values()) {
            if (score(JmhTrial.groupName(way, 1_000)).isPresent()) {
                tried.add(way);
            }
        }
        if (tried.isEmpty()) {
            return;
        }
        Table table = report.table(
                "Invalidating a category whose lists are all that is cached, in µs",
                "how",
                "1,000 lists",
                "100,000 lists");
        for (Way way : tried) {
            table.row(
                    way.label(),
                    orNothing(score(JmhTrial.groupName(way, 1_000))),
                    orNothing(score(JmhTrial.groupName(way, 100_000))));
        }
    }

    private void chart(String title, String unit, List<Kind> kinds, Function<Kind, OptionalDouble> value) {
        BarChart chart =
                new BarChart(title, unit, kinds.stream().map(Kind::label).toList());
        chart.with(
                unit,
                kinds.stream().map(kind -> value.apply(kind).orElseThrow()).toList());
        report.chart(chart);
    }

    private static List<Kind> tried(Place place, Function<Kind, OptionalDouble> value) {
        return Kind.in(place).stream()
                .filter(kind -> value.apply(kind).isPresent())
                .toList();
    }

    private static DoubleStream peers(Place place, Function<Kind, OptionalDouble> value) {
        return Kind.in(place).stream().filter(Kind::isPeer).map(value).flatMapToDouble(OptionalDouble::stream);
    }

    private OptionalDouble score(String name) {
        JmhTrial.Result result = results.get(name);
        return result == null ? OptionalDouble.empty() : OptionalDouble.of(result.score());
    }

    private JmhTrial.Result result(String name) {
        JmhTrial.Result result = results.get(name);
        if (result == null) {
            throw new IllegalStateException(name + " was not tried");
        }
        return result;
    }

    private static Object orNothing(OptionalDouble value) {
        return value.isPresent() ? (Object) value.getAsDouble() : NOTHING;
    }

    private static String words(Shape shape) {
        return switch (shape) {
            case THREAD_4K -> "thread of 4 KB";
            case THREAD_40K -> "thread of 40 KB";
            case LIST -> "list of 20 threads";
        };
    }
}
