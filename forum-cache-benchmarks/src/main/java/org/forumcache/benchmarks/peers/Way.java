package org.forumcache.benchmarks.peers;

import java.util.List;
import java.util.stream.Stream;
import org.forumcache.benchmarks.peers.Kind.Place;
import org.springframework.data.redis.cache.BatchStrategies;

/** The ways to invalidate a category that there are to measure. */
public enum Way {
    OURS_EMBEDDED("Forum Cache, embedded", Place.PROCESS),
    CAFFEINE_REMOVE_IF("Caffeine, removeIf by prefix", Place.PROCESS),
    SPRING_CAFFEINE("Spring Cache on Caffeine, clear of a cache per category", Place.PROCESS),
    JETCACHE_LOCAL("JetCache local, removeAll of known keys", Place.PROCESS),
    OURS_REDIS("Forum Cache, Redis", Place.REDIS),
    SCAN_10("SCAN 10 + UNLINK", Place.REDIS),
    SCAN_1000("SCAN 1,000 + UNLINK", Place.REDIS),
    SPRING_KEYS("Spring Data Redis, clear with KEYS", Place.REDIS),
    SPRING_SCAN("Spring Data Redis, clear with SCAN 1,000", Place.REDIS),
    JETCACHE_REMOTE("JetCache remote, removeAll of known keys", Place.REDIS),
    REDISSON("Redisson, unlink of a map per category", Place.REDIS);

    private final String label;
    private final Place place;

    Way(String label, Place place) {
        this.label = label;
        this.place = place;
    }

    /** Its name in tables. */
    public String label() {
        return label;
    }

    public boolean isOurs() {
        return name().startsWith("OURS");
    }

    /** All that work on entries there. */
    public static List<Way> in(Place place) {
        return Stream.of(values()).filter(way -> way.place == place).toList();
    }

    /**
     * Sets one up, with nothing in it.
     *
     * @param redis the address of a Redis, not looked at by those of this process
     */
    public Lists open(String redis) {
        return switch (this) {
            case OURS_EMBEDDED -> OurLists.embedded();
            case CAFFEINE_REMOVE_IF -> new CaffeineLists();
            case SPRING_CAFFEINE -> SpringLists.onCaffeine();
            case JETCACHE_LOCAL -> JetCacheLists.local();
            case OURS_REDIS -> OurLists.redis(redis);
            case SCAN_10 -> new ScannedLists(redis, 10);
            case SCAN_1000 -> new ScannedLists(redis, 1_000);
            case SPRING_KEYS -> SpringLists.onRedis(redis, BatchStrategies.keys());
            case SPRING_SCAN -> SpringLists.onRedis(redis, BatchStrategies.scan(1_000));
            case JETCACHE_REMOTE -> JetCacheLists.remote(redis);
            case REDISSON -> new RedissonLists(redis);
        };
    }
}
