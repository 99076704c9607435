package org.forumcache.benchmarks.peers;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.forumcache.CacheBackend;
import org.forumcache.EmbeddedBackend;
import org.forumcache.EntryKey;
import org.forumcache.ForumCacheService;
import org.forumcache.redis.NearBackend;
import org.forumcache.redis.NearSettings;
import org.forumcache.redis.RedisBackend;
import org.forumcache.redis.RedisSettings;

/** This cache, used as an application does: read-through, with everything that a reader gets. */
final class Ours implements Peer {
    /** A busy machine shall make a measurement slow, and not end it. */
    private static final Duration PATIENT = Duration.ofSeconds(5);

    private final CacheBackend backend;
    private final ForumCacheService cache;
    private final Workload workload;
    private final EntryKey[] keys;

    private Ours(CacheBackend backend, Workload workload) {
        this.backend = backend;
        this.cache = ForumCacheService.builder(backend).build();
        this.workload = workload;
        this.keys =
                IntStream.range(0, Workload.KEYS).mapToObj(workload::entryKey).toArray(EntryKey[]::new);
    }

    static Ours embedded(Workload workload) {
        return new Ours(EmbeddedBackend.withMaxSize(EmbeddedBackend.DEFAULT_MAX_SIZE), workload);
    }

    static Ours redis(Workload workload, String redis) {
        return new Ours(RedisBackend.connect(RedisSettings.at(redis).withTimeout(PATIENT)), workload);
    }

    /** Copies come with the first hits after the push connection stands, which is while JMH warms up. */
    static Ours near(Workload workload, String redis) {
        RedisBackend shared = RedisBackend.connect(RedisSettings.at(redis).withTimeout(PATIENT));
        return new Ours(NearBackend.over(shared, NearSettings.DEFAULT), workload);
    }

    @Override
    public void put(int number) {
        workload.store(cache, number);
    }

    @Override
    public Object hit(int number) {
        return cache.read(keys[number], Ours::missed);
    }

    @Override
    public Object miss(int number) {
        return cache.read(workload.entryKey(number), () -> Optional.of(workload.document()));
    }

    private static Optional<?> missed() {
        throw new IllegalStateException("the cache missed what it was to hit");
    }

    @Override
    public void close() {
        cache.invalidateEverything();
        cache.close();
        backend.close();
    }
}
