package org.forumcache.benchmarks.peers;

import com.alicp.jetcache.Cache;
import com.alicp.jetcache.embedded.CaffeineCacheBuilder;
import com.alicp.jetcache.redis.lettuce.RedisLettuceCacheBuilder;
import com.alicp.jetcache.support.Fastjson2KeyConvertor;
import com.alicp.jetcache.support.JavaValueDecoder;
import com.alicp.jetcache.support.JavaValueEncoder;
import io.lettuce.core.RedisClient;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Lists in JetCache, whose API removes keys that the caller can name and nothing else ("CacheAPI" in its documentation).
 *
 * <p>It is spared what an application would have to do besides: to remember, for all processes, which lists are cached.
 */
final class JetCacheLists implements Lists {
    private final Cache<String, Object> cache;
    private final Runnable end;
    private final boolean shared;
    private final Set<String> stored = new HashSet<>();

    private JetCacheLists(Cache<String, Object> cache, Runnable end, boolean shared) {
        this.cache = cache;
        this.end = end;
        this.shared = shared;
    }

    static JetCacheLists local() {
        Cache<String, Object> cache = CaffeineCacheBuilder.createCaffeineCacheBuilder()
                .limit(Integer.MAX_VALUE)
                .keyConvertor(Fastjson2KeyConvertor.INSTANCE)
                .expireAfterWrite(1, TimeUnit.HOURS)
                .buildCache();
        return new JetCacheLists(cache, () -> {}, false);
    }

    static JetCacheLists remote(String redis) {
        RedisClient client = RedisClient.create(redis);
        Cache<String, Object> cache = RedisLettuceCacheBuilder.createRedisLettuceCacheBuilder()
                .keyConvertor(Fastjson2KeyConvertor.INSTANCE)
                .valueEncoder(JavaValueEncoder.INSTANCE)
                .valueDecoder(JavaValueDecoder.INSTANCE)
                .redisClient(client)
                .keyPrefix("lists:")
                .expireAfterWrite(1, TimeUnit.HOURS)
                .buildCache();
        return new JetCacheLists(cache, client::shutdown, true);
    }

    @Override
    public void surround(int entries) {
        for (int entry = 0; entry < entries && !shared; entry++) {
            cache.put(Address.another(entry), "{}");
        }
    }

    @Override
    public void fill(int pages) {
        for (int page = 1; page <= pages; page++) {
            String key = Address.list(page);
            cache.put(key, "{}");
            stored.add(key);
        }
    }

    @Override
    public void invalidate() {
        cache.removeAll(stored);
    }

    @Override
    public boolean isCached(int page) {
        return cache.get(Address.list(page)) != null;
    }

    @Override
    public void readAnother(int entry) {
        var unused = cache.get(Address.another(entry));
    }

    @Override
    public void close() {
        invalidate();
        end.run();
    }
}
