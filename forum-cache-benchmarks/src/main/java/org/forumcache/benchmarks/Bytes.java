package org.forumcache.benchmarks;

import io.lettuce.core.api.sync.RedisCommands;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.forumcache.CacheKeys;
import org.forumcache.EmbeddedBackend;
import org.forumcache.ForumCacheService;
import org.forumcache.ThreadListQuery;
import org.forumcache.benchmarks.peers.SpringStored;
import org.forumcache.redis.RedisBackend;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** The memory of a cached page, in Redis and in process, against the same page as Spring Data Redis stores it. */
@Command(
        name = "bytes",
        description = "Memory of cached thread and list pages in Redis and in process, against Spring Data Redis.")
final class Bytes implements Callable<Integer> {
    private static final double HALF = 0.5;
    private static final long ROOM = 4L << 30;
    private static final JsonMapper JSON = JsonMapper.shared();

    @Mixin
    private final CommonOptions options = new CommonOptions();

    @Option(
            names = "--pages",
            paramLabel = "<n>",
            defaultValue = "5000",
            description = "How many pages of each kind are stored (${DEFAULT-VALUE}).")
    private int pages;

    /** A kind of page: how a document is made, and where it is stored under a number. */
    private record Page(String name, Maker maker, Key key, Store store) {}

    private interface Maker {
        Object document(ForumDocuments documents, int number);
    }

    private interface Key {
        String of(int number);
    }

    private interface Store extends BiConsumer<ForumCacheService, NumberedDocument> {}

    private record NumberedDocument(int number, Object document) {}

    private static final List<Page> PAGES = List.of(
            new Page(
                    "thread with 20 posts",
                    (documents, number) -> documents.thread(slug(number)),
                    number -> CacheKeys.thread(slug(number)),
                    (cache, page) -> cache.setThread(slug(page.number()), page.document())),
            new Page(
                    "list of 20 threads",
                    (documents, number) -> documents.list(),
                    number -> CacheKeys.threadList(query(number)),
                    (cache, page) -> cache.setThreadList(query(page.number()), page.document())));

    @Override
    public Integer call() {
        if (pages < 1) {
            throw options.wrong("--pages is " + pages + "; it must be at least 1");
        }
        try (RedisUnderTest redis = options.redis(0);
                RedisBackend backend = redis.backend()) {
            Report report = options.report(redis);
            report.note(
                    "The heap of a page is what the heap has grown by, after collections, for all pages together. All"
                            + " caches hold the same documents. Spring Data Redis stores JSON that names classes, as its"
                            + " documentation sets it up, under the prefix of its cache.");
            Table table = report.table(
                    pages + " pages of each kind, means in bytes",
                    "page",
                    "its JSON",
                    "Spring Data Redis: MEMORY USAGE",
                    "Forum Cache: MEMORY USAGE",
                    "Forum Cache: heap",
                    "Forum Cache, documents plain: heap");
            for (Page page : PAGES) {
                weigh(page, redis.bare().sync(), RedisUnderTest.cacheOn(backend), report, table);
            }
            return options.finish(report);
        }
    }

    private void weigh(
            Page page, RedisCommands<String, byte[]> redis, ForumCacheService cache, Report report, Table table) {
        options.progress(page.name());
        ForumDocuments documents = new ForumDocuments(1);
        List<Long> json = new ArrayList<>();
        List<Long> spring = new ArrayList<>();
        List<Long> ours = new ArrayList<>();
        for (int i = 1; i <= pages; i++) {
            Object document = page.maker().document(documents, i);
            String key = page.key().of(i);
            json.add((long) JSON.writeValueAsBytes(document).length);
            redis.psetex(SpringStored.key(key), TimeUnit.HOURS.toMillis(1), SpringStored.value(document));
            spring.add(redis.memoryUsage(SpringStored.key(key)));
            redis.del(SpringStored.key(key));
            page.store().accept(cache, new NumberedDocument(i, document));
            ours.add(redis.memoryUsage(key));
        }
        double theirs = mean(spring);
        double heap = heapPerPage(page, EmbeddedBackend.compressedWithMaxSize(ROOM));
        double plain = heapPerPage(page, EmbeddedBackend.withMaxSize(ROOM));
        table.row(page.name(), mean(json), theirs, mean(ours), heap, plain);
        report.atMost("Redis bytes / Spring Data Redis, " + page.name(), mean(ours) / theirs, HALF);
        report.atMost("heap bytes / Spring Data Redis, " + page.name(), heap / theirs, HALF);
    }

    private double heapPerPage(Page page, EmbeddedBackend backend) {
        try (backend;
                ForumCacheService cache = ForumCacheService.builder(backend).build()) {
            ForumDocuments documents = new ForumDocuments(1);
            store(page, cache, documents, 1);
            long before = usedHeap();
            for (int i = 2; i <= pages + 1; i++) {
                store(page, cache, documents, i);
            }
            return (usedHeap() - before) / (double) pages;
        }
    }

    private static void store(Page page, ForumCacheService cache, ForumDocuments documents, int number) {
        page.store().accept(cache, new NumberedDocument(number, page.maker().document(documents, number)));
    }

    private static long usedHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static String slug(int number) {
        return "thread-with-a-usual-title-" + number;
    }

    private static ThreadListQuery query(int number) {
        return ThreadListQuery.of("orchids", number, 20);
    }

    private static double mean(List<Long> values) {
        return new Samples(values).mean();
    }
}
