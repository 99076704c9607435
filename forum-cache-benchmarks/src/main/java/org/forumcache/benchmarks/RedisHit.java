package org.forumcache.benchmarks;

import io.lettuce.core.api.sync.RedisCommands;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.forumcache.CacheBackend;
import org.forumcache.CacheKeys;
import org.forumcache.CachedJson;
import org.forumcache.EntryKey;
import org.forumcache.ForumCacheService;
import org.forumcache.Lookup;
import org.forumcache.ThreadListQuery;
import org.forumcache.redis.RedisBackend;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Throughput of hits in Redis, against a bare client that gets the same stored bytes over one connection as well. */
@Command(
        name = "redis-hit",
        description = "Hits of threads of 4 KB and 40 KB and of a list page, against GET and MGET of the same bytes.")
final class RedisHit implements Callable<Integer> {
    private static final double TARGET = 0.85;
    private static final ThreadListQuery LIST = ThreadListQuery.of("orchids", 1, 20);

    @Mixin
    private final CommonOptions options = new CommonOptions();

    @Option(
            names = "--rounds",
            paramLabel = "<n>",
            defaultValue = "100",
            description = "In how many turns each thing is measured (${DEFAULT-VALUE}).")
    private int rounds;

    /** What the threads hit, and with what. */
    private record Stage(RedisCommands<String, byte[]> bare, RedisBackend backend, ForumCacheService cache) {}

    @Override
    public Integer call() throws InterruptedException {
        if (rounds < 1) {
            throw options.wrong("--rounds is " + rounds + "; it must be at least 1");
        }
        try (RedisUnderTest redis = options.redis(0);
                RedisBackend backend = redis.backend();
                Crowd crowd = new Crowd(options.threads())) {
            Report report = options.report(redis);
            Stage stage = new Stage(redis.bare().sync(), backend, RedisUnderTest.cacheOn(backend));
            thread("thread of 4 KB", 4 * 1024, stage).measure(crowd, report);
            thread("thread of 40 KB", 40 * 1024, stage).measure(crowd, report);
            list(stage).measure(crowd, report);
            return options.finish(report);
        }
    }

    private Duel thread(String what, int bytes, Stage stage) {
        ForumCacheService cache = stage.cache;
        String slug = "thread-of-" + bytes;
        cache.setThread(slug, new ForumDocuments(bytes).threadOfAbout(bytes, slug));
        EntryKey key = EntryKey.thread(slug);
        String text = CacheKeys.thread(slug);
        Contest contest = new Contest()
                .with("GET", () -> requireSome(stage.bare.get(text)))
                .with("backend.find", () -> requireHit(stage.backend, key))
                .with("getThread(slug)", () -> requireDocument(cache.getThread(slug)))
                .with("getThread(slug, loader)", () -> requireDocument(cache.getThread(slug, RedisHit::missed)))
                .with("getThread(slug), gunzipped", () -> requireText(cache.getThread(slug)));
        return new Duel(what, requireDocument(cache.getThread(slug)).size(), stage.bare.strlen(text), contest);
    }

    private Duel list(Stage stage) {
        ForumCacheService cache = stage.cache;
        cache.setThreadList(LIST, new ForumDocuments(1).list());
        EntryKey key = EntryKey.threadList(LIST);
        String text = CacheKeys.threadList(LIST);
        String generation = CacheKeys.generation(LIST.categorySlug());
        Contest contest = new Contest()
                .with(
                        "MGET",
                        () -> requireSome(
                                stage.bare.mget(text, generation).get(0).getValue()))
                .with("backend.find", () -> requireHit(stage.backend, key))
                .with("getThreadList(query)", () -> requireDocument(cache.getThreadList(LIST)))
                .with(
                        "getThreadList(query, loader)",
                        () -> requireDocument(cache.getThreadList(LIST, RedisHit::missed)));
        int size = requireDocument(cache.getThreadList(LIST)).size();
        return new Duel("list page of 20 threads", size, stage.bare.strlen(text), contest);
    }

    /** One kind of document, and the ways to get it. */
    private final class Duel {
        private final String what;
        private final int size;
        private final long stored;
        private final Contest contest;

        Duel(String what, int size, long stored, Contest contest) {
            this.what = what;
            this.size = size;
            this.stored = stored;
            this.contest = contest;
        }

        void measure(Crowd crowd, Report report) throws InterruptedException {
            options.progress("redis-hit: " + what);
            String title = String.format("%s: %,d bytes of JSON, %,d bytes stored", what, size, stored);
            Table table = report.table(
                    title,
                    "operation",
                    "per second, median",
                    "ratio, median",
                    "ratio, 10th percentile",
                    "ratio, 90th percentile",
                    "CPU of the client, median, µs");
            for (Contest.Result result : contest.run(crowd, options.time(), rounds)) {
                Samples ratio = result.ratio();
                table.row(
                        result.name(),
                        result.perSecond().median(),
                        ratio.median(),
                        ratio.percentile(10),
                        ratio.percentile(90),
                        result.cpuMicros().median());
                if (isCompared(result.name())) {
                    report.atLeast(what + ": " + result.name() + " / bare client", ratio.median(), TARGET);
                }
            }
        }

        private boolean isCompared(String operation) {
            return operation.endsWith(")") || operation.equals("backend.find");
        }
    }

    private static Optional<?> missed() {
        throw new IllegalStateException("the cache missed what it was to hit");
    }

    private static void requireSome(byte[] stored) {
        if (stored == null || stored.length == 0) {
            throw new IllegalStateException("the bare client found nothing");
        }
    }

    private static void requireHit(CacheBackend backend, EntryKey key) {
        if (!(backend.find(key) instanceof Lookup.Hit)) {
            throw new IllegalStateException("the backend missed " + key.text());
        }
    }

    private static CachedJson requireDocument(Optional<CachedJson> document) {
        return document.orElseThrow(() -> new IllegalStateException("the cache missed what it was to hit"));
    }

    private static void requireText(Optional<CachedJson> document) {
        CachedJson json = requireDocument(document);
        if (json.utf8().length != json.size()) {
            throw new IllegalStateException("the document has another length than it says");
        }
    }
}
