package org.forumcache.benchmarks;

import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.forumcache.CacheBackend;
import org.forumcache.EmbeddedBackend;
import org.forumcache.EntryKind;
import org.forumcache.ForumCacheService;
import org.forumcache.ListAdmission;
import org.forumcache.redis.RedisBackend;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether what people read stays cached while a crawler asks for very many lists, each once. */
@Command(
        name = "crawl",
        description =
                "The hit rate of a hot set before, during and after a crawler asks for very many searches and pages.")
final class Crawl implements Callable<Integer> {
    private static final double KEPT = 0.95;
    /** How many bytes a document of the sweep takes in Redis and in process, more or less. */
    private static final int ENTRY = 1_300;

    @Mixin
    private final CommonOptions options = new CommonOptions();

    @Option(
            names = "--keys",
            paramLabel = "<n>",
            defaultValue = "1000000",
            description = "How many searches and pages the crawler asks for (${DEFAULT-VALUE}).")
    private int keys;

    @Option(
            names = "--hot",
            paramLabel = "<n>",
            defaultValue = "10000",
            description = "How many threads people read (${DEFAULT-VALUE}).")
    private int hot;

    private final List<CrawledCache.Rates> results = new ArrayList<>();

    @Override
    public Integer call() {
        if (keys < 1 || hot < 1) {
            throw options.wrong("--keys is " + keys + " and --hot is " + hot + "; both must be at least 1");
        }
        Report report = begin();
        Table table = report.table(
                "Share of the hot set's reads that hit, and what the crawler left behind",
                "cache",
                "before",
                "during",
                "after",
                "during / before",
                "lists left");
        measured(table, "LRU of the same size", new LruCache(room()));
        embedded(table, "embedded", ListAdmission.ALWAYS);
        embedded(table, "embedded, rare when asked again", ListAdmission.RARE_WHEN_ASKED_AGAIN);
        for (String policy : List.of("allkeys-lru", "allkeys-lfu")) {
            redis(table, policy, ListAdmission.ALWAYS);
            redis(table, policy + ", rare when asked again", ListAdmission.RARE_WHEN_ASKED_AGAIN);
        }
        report.chart(chart());
        results.stream()
                .filter(rates ->
                        rates.name().startsWith("embedded") || rates.name().contains("asked again"))
                .forEach(rates ->
                        report.atLeast(rates.name() + ": hit rate during the crawl, of before", rates.kept(), KEPT));
        return options.finish(report);
    }

    private Report begin() {
        try (RedisUnderTest redis = RedisUnderTest.start()) {
            return options.report(redis);
        }
    }

    /** Room for the hot set, and a third as much for everything else. */
    private long room() {
        return (long) hot * ENTRY * 4 / 3;
    }

    private void embedded(Table table, String name, ListAdmission admission) {
        try (CacheBackend backend = EmbeddedBackend.withMaxSize(room());
                ForumCacheService cache = cache(backend, admission)) {
            measured(
                    table,
                    name,
                    new ForumCache(cache, () -> backend.status().entries().orElse(0) - hot));
        }
    }

    private void redis(Table table, String name, ListAdmission admission) {
        try (RedisUnderTest redis = RedisUnderTest.start();
                RedisBackend backend = redis.backend();
                ForumCacheService cache = cache(backend, admission)) {
            String policy = name.contains(",") ? name.substring(0, name.indexOf(',')) : name;
            long used = Long.parseLong(redis.bare()
                    .sync()
                    .info("memory")
                    .lines()
                    .filter(line -> line.startsWith("used_memory:"))
                    .findFirst()
                    .orElseThrow()
                    .substring("used_memory:".length()));
            redis.bare().sync().configSet("maxmemory-policy", policy);
            redis.bare().sync().configSet("maxmemory", Long.toString(used + room()));
            measured(table, "Redis " + name, new ForumCache(cache, () -> lists(redis)));
        }
    }

    private static ForumCacheService cache(CacheBackend backend, ListAdmission admission) {
        return ForumCacheService.builder(backend).admitLists(admission).build();
    }

    private static long lists(RedisUnderTest redis) {
        ScanArgs lists =
                ScanArgs.Builder.matches("*:" + EntryKind.LIST.label() + ":*").limit(1_000);
        return ScanIterator.scan(redis.bare().sync(), lists).stream().count();
    }

    private void measured(Table table, String name, CrawledCache cache) {
        options.progress(name + ": " + keys + " keys");
        CrawledCache.Rates rates = new Sweep(cache, hot, keys, options.threads()).run(name);
        table.row(name, rates.before(), rates.during(), rates.after(), rates.kept(), Math.max(0, rates.left()));
        results.add(rates);
    }

    private Chart chart() {
        return new BarChart(
                        "Hit rate of the hot set",
                        "share of its reads",
                        results.stream().map(CrawledCache.Rates::name).toList())
                .with("before", results.stream().map(CrawledCache.Rates::before).toList())
                .with("during", results.stream().map(CrawledCache.Rates::during).toList())
                .with("after", results.stream().map(CrawledCache.Rates::after).toList());
    }
}
