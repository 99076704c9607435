package org.forumcache.benchmarks.peers;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.lettuce.core.RedisURI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.data.redis.cache.BatchStrategy;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.serializer.RedisSerializationContext.SerializationPair;
import org.springframework.data.redis.serializer.RedisSerializer;

/**
 * Lists in a Spring cache of their own, which {@code clear} empties: what {@code @CacheEvict(allEntries = true)} does.
 *
 * <p>In Redis all caches share one key space, so that {@code clear} searches it, with {@code KEYS} unless told to
 * {@code SCAN} ("Redis Cache", on batch strategies, in the reference documentation of Spring Data Redis).
 */
final class SpringLists implements Lists {
    private static final Duration TTL = Duration.ofHours(1);
    /** Of a class that the serializer writes down: it cannot read back what is in an immutable map. */
    private static final Map<String, Object> DOCUMENT = new LinkedHashMap<>(Map.of("count", 0));

    private final Cache lists;
    private final Cache others;
    private final Runnable end;
    private final boolean shared;

    private SpringLists(CacheManager manager, Runnable end, boolean shared) {
        this.lists = Peer.found(manager.getCache("lists-" + Address.CATEGORY));
        this.others = Peer.found(manager.getCache("threads"));
        this.end = end;
        this.shared = shared;
    }

    static SpringLists onCaffeine() {
        CaffeineCacheManager manager = new CaffeineCacheManager();
        manager.setCaffeine(Caffeine.newBuilder().expireAfterWrite(TTL).recordStats());
        return new SpringLists(manager, () -> {}, false);
    }

    static SpringLists onRedis(String redis, BatchStrategy batches) {
        LettuceConnectionFactory connections =
                new LettuceConnectionFactory(LettuceConnectionFactory.createRedisConfiguration(RedisURI.create(redis)));
        connections.afterPropertiesSet();
        connections.start();
        // Without immediate writes neither a store nor a clear has happened when it returns.
        RedisCacheWriter writer = RedisCacheWriter.create(
                connections, with -> with.batchStrategy(batches).immediateWrites());
        RedisCacheManager manager = RedisCacheManager.builder(writer)
                .cacheDefaults(RedisCacheConfiguration.defaultCacheConfig()
                        .entryTtl(TTL)
                        .serializeValuesWith(SerializationPair.fromSerializer(RedisSerializer.json())))
                .build();
        manager.afterPropertiesSet();
        return new SpringLists(manager, connections::destroy, true);
    }

    @Override
    public void surround(int entries) {
        for (int entry = 0; entry < entries && !shared; entry++) {
            others.put(Address.another(entry), DOCUMENT);
        }
    }

    @Override
    public void fill(int pages) {
        for (int page = 1; page <= pages; page++) {
            lists.put(Address.list(page), DOCUMENT);
        }
    }

    @Override
    public void invalidate() {
        lists.clear();
    }

    @Override
    public boolean isCached(int page) {
        return lists.get(Address.list(page)) != null;
    }

    @Override
    public void readAnother(int entry) {
        var unused = others.get(Address.another(entry));
    }

    @Override
    public void close() {
        lists.clear();
        end.run();
    }
}
