package org.forumcache.redis;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.forumcache.CacheBackend;
import org.forumcache.CacheBackendContract;
import org.forumcache.CacheKeys;
import org.forumcache.redis.server.RedisCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** {@link RedisBackend} keeps every promise of a backend on a cluster, where entry and generation lie apart. */
class RedisClusterBackendIT extends CacheBackendContract {
    private static final Duration CLOCKS_DIFFER = Duration.ofMillis(50);

    private static RedisCluster cluster;
    private static RedisBackend backend;

    @BeforeAll
    static void start() {
        cluster = RedisCluster.open();
        backend = RedisBackend.connect(RedisSettings.at(cluster.uri()).withTimeout(Duration.ofSeconds(2)));
    }

    @AfterAll
    static void stop() {
        backend.close();
        cluster.close();
    }

    @BeforeEach
    void empty() {
        cluster.masters()
                .forEach(master -> master.command("KEYS", "*")
                        .lines()
                        .filter(key -> !List.of(CacheKeys.epoch(), CacheKeys.generations())
                                .contains(key))
                        .forEach(key -> master.command("DEL", key)));
    }

    @Override
    protected CacheBackend backend() {
        return backend;
    }

    @Override
    protected void advance(Duration duration) {
        long end = System.nanoTime() + duration.plus(CLOCKS_DIFFER).toNanos();
        await().pollInterval(Duration.ofMillis(5)).until(() -> System.nanoTime() - end >= 0);
    }
}
