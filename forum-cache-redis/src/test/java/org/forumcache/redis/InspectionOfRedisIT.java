package org.forumcache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import org.forumcache.CachedJson;
import org.forumcache.EntryKey;
import org.forumcache.ForumCacheService;
import org.forumcache.Inspection;
import org.forumcache.ThreadListQuery;
import org.forumcache.redis.server.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An entry in Redis that somebody has replaced by an older one, bytes and seal and all, is found. */
class InspectionOfRedisIT {
    private static final EntryKey THREAD = EntryKey.thread("yellow-leaves");
    private static final EntryKey LIST = EntryKey.threadList(ThreadListQuery.of("plant-care", 1, 20));
    private static final Duration SOON = Duration.ofSeconds(20);

    private static RedisServer server;
    private RedisBackend backend;
    private ForumCacheService cache;
    private volatile String database = "old";

    @BeforeAll
    static void start() {
        server = RedisServer.open();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void connect() {
        server.command("FLUSHALL");
        backend = RedisBackend.connect(RedisSettings.at(server.uri()).withTimeout(Duration.ofSeconds(2)));
        cache = ForumCacheService.builder(backend).inspect(1).build();
    }

    @AfterEach
    void disconnect() {
        cache.close();
        backend.close();
    }

    private CachedJson read(EntryKey key) {
        return cache.read(key, () -> Optional.of(database)).document().orElseThrow();
    }

    private Inspection found() {
        return cache.inspection().orElseThrow();
    }

    @Test
    void olderStoredFormUnderTheValidSealIsFound() {
        read(THREAD);
        server.command("COPY", THREAD.text(), "kept");
        database = "new";
        cache.invalidateThread("yellow-leaves");
        read(THREAD);
        server.command("COPY", "kept", THREAD.text(), "REPLACE");

        assertThat(read(THREAD)).hasToString("\"old\"");

        await().atMost(SOON).until(() -> found().inconsistent() == 1);
        assertThat(found().longest()).isBetween(Duration.ofSeconds(3), SOON);
        assertThat(read(THREAD)).as("it is left as it is").hasToString("\"old\"");
    }

    @Test
    void pageOfAListWhoseInvalidationWasLostIsFound() {
        read(LIST);
        database = "new";

        assertThat(read(LIST)).hasToString("\"old\"");

        await().atMost(SOON).until(() -> found().inconsistent() == 1);
    }

    @Test
    void pageThatIsInvalidatedAsItShouldBeIsNotReported() {
        read(LIST);
        read(LIST);
        database = "new";
        cache.invalidateThreadList("plant-care");

        await().atMost(SOON).until(() -> found().changed() == 1);

        assertThat(found().inspected()).isEqualTo(1);
    }
}
