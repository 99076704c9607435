package org.forumcache.benchmarks.peers;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;

/** Caffeine and nothing else, holding JSON as bytes: what a hit in this process cannot be faster than. */
final class BareCaffeine implements Peer {
    private static final long MAX_BYTES = 256L << 20;

    private final Cache<String, byte[]> cache;
    private final Workload workload;
    private final String[] keys;
    private final byte[] json;

    private BareCaffeine(Cache<String, byte[]> cache, Workload workload) {
        this.cache = cache;
        this.workload = workload;
        this.keys = workload.keys();
        this.json = workload.json();
    }

    /** The limit: a map, hardly more. */
    static BareCaffeine unbounded(Workload workload) {
        return new BareCaffeine(Caffeine.newBuilder().build(), workload);
    }

    /** What any cache in use needs as well: a bound in bytes, an end, and a count of hits. */
    static BareCaffeine bounded(Workload workload) {
        Cache<String, byte[]> cache = Caffeine.newBuilder()
                .maximumWeight(MAX_BYTES)
                .weigher((String key, byte[] value) -> key.length() + value.length)
                .expireAfterWrite(Duration.ofHours(1))
                .recordStats()
                .build();
        return new BareCaffeine(cache, workload);
    }

    @Override
    public void put(int number) {
        cache.put(workload.key(number), json.clone());
    }

    @Override
    public Object hit(int number) {
        return Peer.found(cache.getIfPresent(keys[number]));
    }

    @Override
    public Object miss(int number) {
        return cache.get(workload.key(number), any -> json);
    }

    @Override
    public void close() {
        cache.invalidateAll();
    }
}
