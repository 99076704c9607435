package org.forumcache.benchmarks.peers;

import io.lettuce.core.RedisURI;
import java.time.Duration;
import java.util.Map;
import org.redisson.Redisson;
import org.redisson.api.RMap;
import org.redisson.api.RedissonClient;
import org.redisson.api.options.LocalCachedMapOptions;
import org.redisson.api.options.LocalCachedMapOptions.CacheProvider;
import org.redisson.api.options.LocalCachedMapOptions.EvictionPolicy;
import org.redisson.api.options.LocalCachedMapOptions.ReconnectionStrategy;
import org.redisson.api.options.LocalCachedMapOptions.SyncStrategy;
import org.redisson.config.Config;
import org.redisson.config.SingleServerConfig;

/**
 * Redisson's map, a hash in Redis, alone and with its local cache ("Map" and "Local cache" in its documentation), with its
 * default codec.
 *
 * <p>The local cache is bounded, expires, drops what others change and everything after a lost connection. It counts
 * nothing. Its store is Caffeine, one of the two that the documentation offers.
 */
final class RedissonPeer implements Peer {
    private static final Duration TTL = Duration.ofHours(1);
    private static final int MAX_ENTRIES = 10_000;

    private final RedissonClient client;
    private final RMap<String, Map<String, Object>> map;
    private final Workload workload;
    private final String[] keys;

    private RedissonPeer(RedissonClient client, RMap<String, Map<String, Object>> map, Workload workload) {
        this.client = client;
        this.map = map;
        this.workload = workload;
        this.keys = workload.keys();
    }

    static RedissonPeer map(Workload workload, String redis) {
        RedissonClient client = connect(redis);
        return new RedissonPeer(client, client.getMap("threads"), workload);
    }

    static RedissonPeer localCached(Workload workload, String redis) {
        RedissonClient client = connect(redis);
        LocalCachedMapOptions<String, Map<String, Object>> options =
                LocalCachedMapOptions.<String, Map<String, Object>>name("threads")
                        .cacheSize(MAX_ENTRIES)
                        .evictionPolicy(EvictionPolicy.LFU)
                        .cacheProvider(CacheProvider.CAFFEINE)
                        .timeToLive(TTL)
                        .syncStrategy(SyncStrategy.INVALIDATE)
                        .reconnectionStrategy(ReconnectionStrategy.CLEAR);
        return new RedissonPeer(client, client.getLocalCachedMap(options), workload);
    }

    static RedissonClient connect(String redis) {
        RedisURI address = RedisURI.create(redis);
        Config config = new Config();
        SingleServerConfig server = config.useSingleServer();
        server.setAddress("redis://" + address.getHost() + ":" + address.getPort())
                .setDatabase(address.getDatabase());
        return Redisson.create(config);
    }

    @Override
    public void put(int number) {
        map.fastPut(workload.key(number), workload.document());
    }

    @Override
    public Object hit(int number) {
        return Peer.found(map.get(keys[number]));
    }

    @Override
    public Object miss(int number) {
        String key = workload.key(number);
        Map<String, Object> stored = map.get(key);
        if (stored == null) {
            map.fastPut(key, workload.document());
            return workload.document();
        }
        return stored;
    }

    @Override
    public void close() {
        map.delete();
        client.shutdown();
    }
}
