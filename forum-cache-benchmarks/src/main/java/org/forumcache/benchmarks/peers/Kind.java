package org.forumcache.benchmarks.peers;

import java.util.List;
import java.util.stream.Stream;

/** The caches that there are to measure. */
public enum Kind {
    CAFFEINE("Caffeine, plain", Place.PROCESS, "byte[]"),
    CAFFEINE_BOUNDED("Caffeine, bounded, expiring, counting", Place.PROCESS, "byte[]"),
    OURS_EMBEDDED("Forum Cache, embedded", Place.PROCESS, "CacheRead with the document's bytes and entity tag"),
    OURS_NEAR("Forum Cache, near", Place.PROCESS, "CacheRead with the document's bytes and entity tag"),
    SPRING_CAFFEINE("Spring Cache on Caffeine", Place.PROCESS, "the object"),
    JETCACHE_LOCAL("JetCache, local", Place.PROCESS, "the object"),
    JETCACHE_BOTH("JetCache, two levels", Place.PROCESS, "the object"),
    REDISSON_LOCAL("Redisson RLocalCachedMap", Place.PROCESS, "the object"),
    LETTUCE("Lettuce GET, our stored bytes", Place.REDIS, "byte[], compressed"),
    LETTUCE_JSON("Lettuce GET, plain JSON", Place.REDIS, "byte[]"),
    OURS_REDIS("Forum Cache, Redis", Place.REDIS, "CacheRead with the document's bytes and entity tag"),
    SPRING_REDIS("Spring Data Redis, JSON", Place.REDIS, "the object, decoded"),
    JETCACHE_REMOTE("JetCache, remote", Place.REDIS, "the object, decoded"),
    REDISSON_MAP("Redisson RMap", Place.REDIS, "the object, decoded");

    private final String label;
    private final Place place;
    private final String returned;

    /** Where a hit comes from. */
    public enum Place {
        PROCESS,
        REDIS
    }

    Kind(String label, Place place, String returned) {
        this.label = label;
        this.place = place;
        this.returned = returned;
    }

    /** Its name in tables. */
    public String label() {
        return label;
    }

    /** What a hit hands out. */
    public String returned() {
        return returned;
    }

    public boolean isOurs() {
        return name().startsWith("OURS");
    }

    /** Neither ours nor a bare library that sets the limit. */
    public boolean isPeer() {
        return !isOurs() && !name().startsWith("CAFFEINE") && !name().startsWith("LETTUCE");
    }

    /** All whose hits come from there. */
    public static List<Kind> in(Place place) {
        return Stream.of(values()).filter(kind -> kind.place == place).toList();
    }

    /**
     * Sets one up, with the first {@link Workload#KEYS} entries stored and looked up once, so that what has a level in
     * this process has them there.
     *
     * @param redis the address of a Redis with nothing in it
     */
    public Peer open(Workload workload, String redis) {
        Peer peer = create(workload, redis);
        for (int number = 0; number < Workload.KEYS; number++) {
            peer.put(number);
            peer.hit(number);
        }
        return peer;
    }

    private Peer create(Workload workload, String redis) {
        return switch (this) {
            case CAFFEINE -> BareCaffeine.unbounded(workload);
            case CAFFEINE_BOUNDED -> BareCaffeine.bounded(workload);
            case OURS_EMBEDDED -> Ours.embedded(workload);
            case OURS_NEAR -> Ours.near(workload, redis);
            case SPRING_CAFFEINE -> SpringCachePeer.onCaffeine(workload);
            case JETCACHE_LOCAL -> JetCachePeer.local(workload);
            case JETCACHE_BOTH -> JetCachePeer.both(workload, redis);
            case REDISSON_LOCAL -> RedissonPeer.localCached(workload, redis);
            case LETTUCE -> BareLettuce.storedByUs(workload, redis);
            case LETTUCE_JSON -> BareLettuce.json(workload, redis);
            case OURS_REDIS -> Ours.redis(workload, redis);
            case SPRING_REDIS -> SpringCachePeer.onRedis(workload, redis);
            case JETCACHE_REMOTE -> JetCachePeer.remote(workload, redis);
            case REDISSON_MAP -> RedissonPeer.map(workload, redis);
        };
    }
}
