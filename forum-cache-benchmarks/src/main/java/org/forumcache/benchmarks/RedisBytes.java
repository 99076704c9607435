package org.forumcache.benchmarks;

import io.lettuce.core.api.sync.RedisCommands;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.forumcache.CacheKeys;
import org.forumcache.ForumCacheService;
import org.forumcache.ThreadListQuery;
import org.forumcache.redis.RedisBackend;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** The memory that cached pages take in Redis, against the same JSON as a plain string under the same key. */
@Command(
        name = "redis-bytes",
        description = "STRLEN and MEMORY USAGE of cached thread and list pages, against plain JSON.")
final class RedisBytes implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.shared();

    @Mixin
    private final CommonOptions options = new CommonOptions();

    @Option(
            names = "--pages",
            paramLabel = "<n>",
            defaultValue = "500",
            description = "How many pages of each kind are stored (${DEFAULT-VALUE}).")
    private int pages;

    /** Stores a document in the cache. */
    private interface Store {
        void put(Object document);
    }

    @Override
    public Integer call() {
        if (pages < 1) {
            throw options.wrong("--pages is " + pages + "; it must be at least 1");
        }
        try (RedisUnderTest redis = options.redis(0);
                RedisBackend backend = redis.backend()) {
            Report report = options.report(redis);
            ForumCacheService cache = RedisUnderTest.cacheOn(backend);
            ForumDocuments documents = new ForumDocuments(1);
            Scales threads = new Scales(redis.bare().sync());
            Scales lists = new Scales(redis.bare().sync());
            for (int i = 1; i <= pages; i++) {
                String slug = "thread-with-a-usual-title-" + i;
                ThreadListQuery query = ThreadListQuery.of("orchids", i, 20);
                threads.weigh(CacheKeys.thread(slug), documents.thread(slug), page -> cache.setThread(slug, page));
                lists.weigh(CacheKeys.threadList(query), documents.list(), page -> cache.setThreadList(query, page));
            }
            Table table = report.table(
                    pages + " pages of each kind, means in bytes",
                    "page",
                    "plain JSON: STRLEN",
                    "plain JSON: MEMORY USAGE",
                    "Forum Cache: STRLEN",
                    "Forum Cache: MEMORY USAGE",
                    "times less memory");
            threads.addTo(table, "thread with 20 posts");
            lists.addTo(table, "list of 20 threads");
            generation(redis.bare().sync(), report);
            return options.finish(report);
        }
    }

    private static void generation(RedisCommands<String, byte[]> bare, Report report) {
        String key = CacheKeys.generation("orchids");
        Table table = report.table("Once per category that has cached lists, in bytes", "what", "MEMORY USAGE");
        table.row("its generation", bare.memoryUsage(key));
    }

    /** What pages of one kind weigh, as plain JSON and as this cache stores them. */
    private static final class Scales {
        private final RedisCommands<String, byte[]> bare;
        private final List<Long> plainLength = new ArrayList<>();
        private final List<Long> plainMemory = new ArrayList<>();
        private final List<Long> ourLength = new ArrayList<>();
        private final List<Long> ourMemory = new ArrayList<>();

        Scales(RedisCommands<String, byte[]> bare) {
            this.bare = bare;
        }

        void weigh(String key, Object document, Store cache) {
            bare.psetex(key, 3_600_000, JSON.writeValueAsBytes(document));
            plainLength.add(bare.strlen(key));
            plainMemory.add(bare.memoryUsage(key));
            bare.del(key);
            cache.put(document);
            ourLength.add(bare.strlen(key));
            ourMemory.add(bare.memoryUsage(key));
        }

        void addTo(Table table, String page) {
            double plain = mean(plainMemory);
            double ours = mean(ourMemory);
            table.row(page, mean(plainLength), plain, mean(ourLength), ours, plain / ours);
        }

        private static double mean(List<Long> values) {
            return new Samples(values).mean();
        }
    }
}
