package org.forumcache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.forumcache.CacheKeys;
import org.forumcache.ForumCacheService;
import org.forumcache.ThreadListQuery;
import org.forumcache.redis.server.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What each operation costs, counted by the server. Every EVALSHA is one round trip; the commands beside it are those
 * that its script runs inside the server.
 */
class RoundTripsIT {
    private static final ThreadListQuery LIST = ThreadListQuery.of("plant-care", 1, 20);

    private static RedisServer server;
    private static RedisBackend backend;
    private static ForumCacheService cache;

    @BeforeAll
    static void start() {
        server = RedisServer.open();
        backend = RedisBackend.connect(RedisSettings.at(server.uri()).withTimeout(Duration.ofSeconds(2)));
        cache = ForumCacheService.builder(backend).build();
    }

    @AfterAll
    static void stop() {
        backend.close();
        server.close();
    }

    private static void fill() {
        cache.setThread("yellow-leaves", Map.of());
        cache.setThreadList(LIST, List.of());
        cache.setCategory("plant-care", Map.of());
    }

    private static Map<String, Long> callsOf(Runnable operation) {
        return callsOf(() -> {}, operation);
    }

    /**
     * How often the server was called for the operation: what was counted twice in a row, because four times a second
     * the background asks something, too.
     */
    private static Map<String, Long> callsOf(Runnable before, Runnable operation) {
        Map<String, Long> last = Map.of();
        for (int i = 0; i < 20; i++) {
            Map<String, Long> calls = countedOnce(before, operation);
            if (calls.equals(last)) {
                return calls;
            }
            last = calls;
        }
        throw new AssertionError("never the same twice, last " + last);
    }

    private static Map<String, Long> countedOnce(Runnable before, Runnable operation) {
        fill();
        before.run();
        server.resetStats();
        operation.run();
        Map<String, Long> calls = new LinkedHashMap<>(server.commandStats());
        calls.keySet().removeAll(List.of("config|resetstat", "config"));
        return calls;
    }

    @Test
    void aHitIsOneGet() {
        assertThat(callsOf(() -> cache.getThread("yellow-leaves"))).isEqualTo(Map.of("get", 1L));
        assertThat(callsOf(() -> cache.getCategory("plant-care"))).isEqualTo(Map.of("get", 1L));
    }

    @Test
    void aHitOfAListIsOneMget() {
        assertThat(callsOf(() -> cache.getThreadList(LIST))).isEqualTo(Map.of("mget", 1L));
    }

    @Test
    void aMissIsALookUpAndALeaseAndTheFill() {
        Map<String, Long> calls = callsOf(
                () -> cache.invalidateThread("yellow-leaves"),
                () -> cache.getThread("yellow-leaves", () -> Optional.of(Map.of())));

        assertThat(calls).isEqualTo(Map.of("get", 2L, "evalsha", 2L, "getrange", 1L, "set", 2L));
    }

    @Test
    void aMissOfAListIsALookUpAndALeaseAndTheFill() {
        Map<String, Long> calls = callsOf(
                () -> cache.invalidateThreadList("plant-care"),
                () -> cache.getThreadList(LIST, () -> Optional.of(List.of())));

        assertThat(calls).isEqualTo(Map.of("mget", 1L, "evalsha", 2L, "get", 1L, "getrange", 1L, "set", 2L));
    }

    @Test
    void theFirstMissOfACategoryBeginsItsGenerationWithTwoMore() {
        AtomicInteger unknown = new AtomicInteger();

        Map<String, Long> calls = callsOf(() -> cache.getThreadList(
                ThreadListQuery.of("never-seen-" + unknown.incrementAndGet(), 1, 20), () -> Optional.of(List.of())));

        assertThat(calls).containsEntry("mget", 1L).containsEntry("evalsha", 4L).containsEntry("sadd", 1L);
    }

    @Test
    void invalidatingIsOneCommandForAllKeysAndOneForEachGroup() {
        assertThat(callsOf(() -> cache.invalidateThread("yellow-leaves"))).isEqualTo(Map.of("unlink", 1L));
        assertThat(callsOf(() -> cache.invalidateThreadList("plant-care")))
                .containsEntry("evalsha", 2L)
                .containsEntry("set", 1L)
                .doesNotContainKey("unlink");
    }

    @Test
    void settingIsOneSet() {
        assertThat(callsOf(() -> cache.setThread("yellow-leaves", Map.of()))).isEqualTo(Map.of("set", 1L));
    }

    @Test
    void settingAListReadsItsGenerationFirst() {
        assertThat(callsOf(() -> cache.setThreadList(LIST, List.of()))).isEqualTo(Map.of("get", 1L, "set", 1L));
    }

    @Test
    void nothingWalksThroughTheKeys() {
        fill();
        server.resetStats();
        cache.invalidateAllThreadLists();
        cache.invalidateEverything();

        assertThat(server.commandStats()).doesNotContainKeys("scan", "keys", "flushall", "flushdb");
        assertThat(cache.getThread("yellow-leaves")).isEmpty();
        assertThat(server.command("EXISTS", CacheKeys.thread("yellow-leaves"))).isEqualTo("1");
    }
}
