package org.forumcache.benchmarks.peers;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.lettuce.core.RedisURI;
import java.time.Duration;
import org.springframework.cache.Cache;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.serializer.RedisSerializationContext.SerializationPair;
import org.springframework.data.redis.serializer.RedisSerializer;

/**
 * Spring's cache abstraction, called as the interceptor of {@code @Cacheable} calls it, without the cost of that.
 *
 * <p>On Caffeine as the reference documentation of Spring Boot's caching sets it up (a size and an expiry), counting as its
 * metrics need it. On Redis as "Redis Cache" in the reference documentation of Spring Data Redis does: a time-to-live, and
 * JSON instead of Java's serialization, which it advises against.
 */
final class SpringCachePeer implements Peer {
    private static final Duration TTL = Duration.ofHours(1);
    private static final int MAX_ENTRIES = 10_000;

    private final Cache cache;
    private final Runnable end;
    private final Workload workload;
    private final String[] keys;

    private SpringCachePeer(Cache cache, Runnable end, Workload workload) {
        this.cache = cache;
        this.end = end;
        this.workload = workload;
        this.keys = workload.keys();
    }

    static SpringCachePeer onCaffeine(Workload workload) {
        CaffeineCacheManager manager = new CaffeineCacheManager("threads");
        manager.setCaffeine(Caffeine.newBuilder()
                .maximumSize(MAX_ENTRIES)
                .expireAfterWrite(TTL)
                .recordStats());
        return new SpringCachePeer(Peer.found(manager.getCache("threads")), () -> {}, workload);
    }

    static SpringCachePeer onRedis(Workload workload, String redis) {
        LettuceConnectionFactory connections =
                new LettuceConnectionFactory(LettuceConnectionFactory.createRedisConfiguration(RedisURI.create(redis)));
        connections.afterPropertiesSet();
        connections.start();
        // Without immediate writes a store returns before it is one, and the next look-up may miss.
        RedisCacheWriter writer =
                RedisCacheWriter.create(connections, RedisCacheWriter.RedisCacheWriterConfigurer::immediateWrites);
        RedisCacheManager manager = RedisCacheManager.builder(writer)
                .cacheDefaults(RedisCacheConfiguration.defaultCacheConfig()
                        .entryTtl(TTL)
                        .serializeValuesWith(SerializationPair.fromSerializer(RedisSerializer.json())))
                .build();
        manager.afterPropertiesSet();
        return new SpringCachePeer(Peer.found(manager.getCache("threads")), connections::destroy, workload);
    }

    @Override
    public void put(int number) {
        cache.put(workload.key(number), workload.document());
    }

    @Override
    public Object hit(int number) {
        return Peer.found(Peer.found(cache.get(keys[number])).get());
    }

    @Override
    public Object miss(int number) {
        String key = workload.key(number);
        Cache.ValueWrapper stored = cache.get(key);
        if (stored == null) {
            cache.put(key, workload.document());
            return workload.document();
        }
        return Peer.found(stored.get());
    }

    @Override
    public void close() {
        cache.clear();
        end.run();
    }
}
