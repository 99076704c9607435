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
import org.junit.jupiter.api.TestInstance;

/** A backend in Redis keeps every promise of a backend, on the servers that a subclass starts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RedisContract extends CacheBackendContract {
    /** A reading of the server's clock is off by up to the time that the answer took; on a busy machine that is long. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMillis(150);

    private CacheBackend backend;

    abstract String address();

    abstract void stopServers();

    /** All servers that hold keys. */
    abstract List<RedisServer> masters();

    RedisSettings settings() {
        return RedisSettings.at(address()).withTimeout(Duration.ofSeconds(2));
    }

    @BeforeAll
    void connect() {
        backend = connect(settings());
    }

    CacheBackend connect(RedisSettings to) {
        return RedisBackend.connect(to);
    }

    @AfterAll
    void disconnect() {
        backend.close();
        stopServers();
    }

    @BeforeEach
    void empty() {
        // All but the epoch and its set, which are not anew for every test.
        masters()
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
        // Redis expires by a clock of its own, which nobody can turn.
        long end = System.nanoTime() + duration.plus(CLOCKS_DIFFER).toNanos();
        await().pollInterval(Duration.ofMillis(5)).until(() -> System.nanoTime() - end >= 0);
    }
}
