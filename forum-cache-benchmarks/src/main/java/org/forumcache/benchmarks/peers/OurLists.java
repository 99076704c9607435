package org.forumcache.benchmarks.peers;

import java.time.Duration;
import java.util.Map;
import org.forumcache.CacheBackend;
import org.forumcache.EmbeddedBackend;
import org.forumcache.ForumCacheService;
import org.forumcache.redis.RedisBackend;
import org.forumcache.redis.RedisSettings;

/** Lists in this cache, where a category is invalidated by ending its generation. */
final class OurLists implements Lists {
    /** So much that nothing has to leave. */
    private static final long UNBOUNDED = 1L << 40;

    private static final Duration PATIENT = Duration.ofSeconds(5);
    private static final Map<String, Object> DOCUMENT = Map.of("count", 0);

    private final CacheBackend backend;
    private final ForumCacheService cache;
    private final boolean shared;

    private OurLists(CacheBackend backend, boolean shared) {
        this.backend = backend;
        this.cache = ForumCacheService.builder(backend).build();
        this.shared = shared;
    }

    static OurLists embedded() {
        return new OurLists(EmbeddedBackend.withMaxSize(UNBOUNDED), false);
    }

    static OurLists redis(String redis) {
        return new OurLists(RedisBackend.connect(RedisSettings.at(redis).withTimeout(PATIENT)), true);
    }

    @Override
    public void surround(int entries) {
        // What is in Redis already was not stored by this cache; it gets one entry of its own to read.
        int own = shared ? 1 : entries;
        for (int entry = 0; entry < own; entry++) {
            cache.setThread(Address.slug(entry), DOCUMENT);
        }
    }

    @Override
    public void fill(int pages) {
        for (int page = 1; page <= pages; page++) {
            cache.setThreadList(Address.query(page), DOCUMENT);
        }
    }

    @Override
    public void invalidate() {
        cache.invalidateThreadList(Address.CATEGORY);
    }

    @Override
    public boolean isCached(int page) {
        return cache.getThreadList(Address.query(page)).isPresent();
    }

    @Override
    public void readAnother(int entry) {
        var unused = cache.getThread(Address.slug(shared ? 0 : entry));
    }

    @Override
    public void close() {
        cache.close();
        backend.close();
    }
}
