package org.forumcache.benchmarks.peers;

import com.alicp.jetcache.Cache;
import com.alicp.jetcache.CacheBuilder;
import com.alicp.jetcache.SimpleCacheManager;
import com.alicp.jetcache.anno.CacheConsts;
import com.alicp.jetcache.anno.CacheType;
import com.alicp.jetcache.embedded.CaffeineCacheBuilder;
import com.alicp.jetcache.redis.lettuce.JetCacheCodec;
import com.alicp.jetcache.redis.lettuce.RedisLettuceCacheBuilder;
import com.alicp.jetcache.support.Fastjson2KeyConvertor;
import com.alicp.jetcache.support.JavaValueDecoder;
import com.alicp.jetcache.support.JavaValueEncoder;
import com.alicp.jetcache.template.CacheBuilderTemplate;
import com.alicp.jetcache.template.MetricsMonitorInstaller;
import com.alicp.jetcache.template.NotifyMonitorInstaller;
import com.alicp.jetcache.template.QuickConfig;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.codec.RedisCodec;
import java.time.Duration;
import java.util.Map;

/**
 * JetCache, with what its starter wires up: fastjson2 keys, Java-encoded values, Caffeine for what is local, Lettuce for
 * what is remote, statistics on ("Config", "RedisWithLettuce" and "Stat" in its documentation).
 *
 * <p>With two levels a change in one process removes the copies of others through a broadcast channel ({@code syncLocal},
 * since 2.7).
 */
final class JetCachePeer implements Peer {
    private static final Duration TTL = Duration.ofHours(1);
    private static final Duration STATISTICS = Duration.ofMinutes(15);
    private static final int MAX_ENTRIES = 10_000;

    private final Cache<String, Object> cache;
    private final Runnable end;
    private final Workload workload;
    private final String[] keys;

    private JetCachePeer(Cache<String, Object> cache, Runnable end, Workload workload) {
        this.cache = cache;
        this.end = end;
        this.workload = workload;
        this.keys = workload.keys();
    }

    static JetCachePeer local(Workload workload) {
        return open(CacheType.LOCAL, Map.of(), () -> {}, workload);
    }

    static JetCachePeer remote(Workload workload, String redis) {
        return onRedis(CacheType.REMOTE, workload, redis);
    }

    static JetCachePeer both(Workload workload, String redis) {
        return onRedis(CacheType.BOTH, workload, redis);
    }

    @SuppressWarnings("unchecked") // the codec of JetCache is a raw type
    private static JetCachePeer onRedis(CacheType type, Workload workload, String redis) {
        RedisClient client = RedisClient.create(redis);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .build());
        RedisCodec<Object, Object> codec = new JetCacheCodec();
        CacheBuilder remote = RedisLettuceCacheBuilder.createRedisLettuceCacheBuilder()
                .keyConvertor(Fastjson2KeyConvertor.INSTANCE)
                .valueEncoder(JavaValueEncoder.INSTANCE)
                .valueDecoder(JavaValueDecoder.INSTANCE)
                .redisClient(client)
                .pubSubConnection(client.connectPubSub(codec))
                .broadcastChannel("forum");
        Runnable end = () -> {
            client.connect().sync().flushdb();
            client.shutdown();
        };
        return open(type, Map.of(CacheConsts.DEFAULT_AREA, remote), end, workload);
    }

    @SuppressWarnings("unchecked") // JetCache takes an array of maps
    private static JetCachePeer open(
            CacheType type, Map<String, CacheBuilder> remote, Runnable end, Workload workload) {
        CacheBuilder local = CaffeineCacheBuilder.createCaffeineCacheBuilder()
                .limit(MAX_ENTRIES)
                .keyConvertor(Fastjson2KeyConvertor.INSTANCE);
        CacheBuilderTemplate template =
                new CacheBuilderTemplate(false, Map.of(CacheConsts.DEFAULT_AREA, local), remote);
        MetricsMonitorInstaller statistics = new MetricsMonitorInstaller(figures -> {}, STATISTICS);
        statistics.init();
        template.getCacheMonitorInstallers().add(statistics);
        template.getCacheMonitorInstallers().add(new NotifyMonitorInstaller(area -> template.getCacheBuilder(1, area)));
        SimpleCacheManager manager = new SimpleCacheManager();
        manager.setCacheBuilderTemplate(template);
        Cache<String, Object> cache = manager.getOrCreateCache(QuickConfig.newBuilder("threads:")
                .cacheType(type)
                .syncLocal(type == CacheType.BOTH)
                .expire(TTL)
                .localExpire(TTL)
                .localLimit(MAX_ENTRIES)
                .build());
        Runnable all = () -> {
            manager.close();
            statistics.shutdown();
            end.run();
        };
        return new JetCachePeer(cache, all, workload);
    }

    @Override
    public void put(int number) {
        cache.put(workload.key(number), workload.document());
    }

    @Override
    public Object hit(int number) {
        return Peer.found(cache.get(keys[number]));
    }

    @Override
    public Object miss(int number) {
        return cache.computeIfAbsent(workload.key(number), any -> workload.document());
    }

    @Override
    public void close() {
        end.run();
    }
}
