package org.forumcache.redis;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.forumcache.CacheBackend;
import org.forumcache.CacheBackendContract;
import org.forumcache.CacheKeys;
import org.forumcache.redis.server.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** {@link RedisBackend} keeps every promise of a backend, on a real server. */
class RedisBackendContractIT extends CacheBackendContract {
    private static final Duration CLOCKS_DIFFER = Duration.ofMillis(20);

    private static RedisServer server;
    private static RedisBackend backend;

    @BeforeAll
    static void start() {
        server = RedisServer.open();
        backend = RedisBackend.connect(RedisSettings.at(server.uri()).withTimeout(Duration.ofSeconds(2)));
    }

    @AfterAll
    static void stop() {
        backend.close();
        server.close();
    }

    @BeforeEach
    void empty() {
        // All but the epoch and its set, which are not anew for every test.
        server.command("KEYS", "*")
                .lines()
                .filter(key ->
                        !List.of(CacheKeys.epoch(), CacheKeys.generations()).contains(key))
                .forEach(key -> server.command("DEL", key));
    }

    @Override
    protected CacheBackend backend() {
        return backend;
    }

    @Override
    protected void advance(Duration duration) {
        // Redis expires by a clock of its own, which nobody can turn.
        long end = System.nanoTime() + duration.plus(CLOCKS_DIFFER).toNanos();
        await().pollInterval(Duration.ofMillis(5)).until(() -> System.nanoTime() - end >= 0);
    }
}
