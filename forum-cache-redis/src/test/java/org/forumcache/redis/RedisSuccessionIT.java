package org.forumcache.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.forumcache.CacheBackend;
import org.forumcache.CacheBackendException;
import org.forumcache.CacheEntry;
import org.forumcache.CacheKeys;
import org.forumcache.CacheRead;
import org.forumcache.EntryKey;
import org.forumcache.ForumCacheService;
import org.forumcache.Lookup;
import org.forumcache.ServersStatus;
import org.forumcache.ServersStatus.Server;
import org.forumcache.ThreadListQuery;
import org.forumcache.Token;
import org.forumcache.redis.server.RedisCluster;
import org.forumcache.redis.server.RedisSentinels;
import org.forumcache.redis.server.RedisServer;
import org.forumcache.redis.server.TcpProxy;
import org.junit.jupiter.api.Test;

/** Two processes that do not learn at the same moment that another server, or another epoch, has taken over. */
class RedisSuccessionIT {
    private static final EntryKey THREAD = EntryKey.thread("t0");
    private static final EntryKey LIST = EntryKey.threadList(ThreadListQuery.of("plant-care", 1, 20));
    private static final Duration LONG = Duration.ofHours(1);

    private static RedisBackend connect(String uri) {
        return RedisBackend.connect(RedisSettings.at(uri).withTimeout(Duration.ofSeconds(2)));
    }

    private static CacheEntry entry(String json) {
        return CacheEntry.restored(Token.random(), json.getBytes(UTF_8), "\"tag\"", Duration.ofMillis(7));
    }

    private static Lookup acquire(CacheBackend backend, EntryKey key, Duration life) {
        Lookup seen = backend.find(key);
        return seen instanceof Lookup.Miss miss ? backend.acquire(key, miss, Token.random(), life) : seen;
    }

    private static void load(CacheBackend backend, EntryKey key, String json) {
        Lookup granted = acquire(backend, key, LONG);
        assertThat(granted).isInstanceOf(Lookup.Granted.class);
        backend.fill(((Lookup.Granted) granted).lease(), entry(json), LONG, Duration.ZERO);
    }

    private static RedisServer anotherMaster(RedisCluster cluster, String key) {
        RedisServer owner = cluster.masterOf(key);
        return cluster.masters().stream()
                .filter(master -> master.port() != owner.port())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatWasInvalidatedOnAFormerMasterIsNotReadFromItsSuccessor() {
        try (RedisSentinels sentinels = RedisSentinels.open();
                RedisBackend stays = connect(sentinels.uri())) {
            load(stays, THREAD, "1");
            sentinels.promote();
            try (RedisBackend arrives = connect(sentinels.uri())) {
                load(arrives, THREAD, "1");

                // It may reach the former master, which forgets it.
                stays.invalidate(Set.of(THREAD.text()), Set.of());
                sentinels.waitUntilStable();
                await().atMost(Duration.ofSeconds(30))
                        .ignoreExceptions()
                        .until(() -> stays.find(THREAD) instanceof Lookup.Miss);

                await().untilAsserted(() -> assertThat(arrives.find(THREAD)).isInstanceOf(Lookup.Miss.class));
            }
        }
    }

    @Test
    void aCopyThatAnInterruptedMoveLeftBehindIsNotBelieved() {
        try (RedisCluster cluster = RedisCluster.open();
                RedisBackend backend = connect(cluster.uri())) {
            load(backend, THREAD, "1");
            RedisServer to = anotherMaster(cluster, THREAD.text());
            RedisServer from = cluster.masterOf(THREAD.text());
            cluster.migration(cluster.slotOf(THREAD.text()), to).begin();
            from.command("MIGRATE", "127.0.0.1", Integer.toString(to.port()), THREAD.text(), "0", "5000", "COPY");

            backend.invalidate(Set.of(THREAD.text()), Set.of());

            assertThat(acquire(backend, THREAD, LONG)).isInstanceOf(Lookup.Granted.class);
        }
    }

    @Test
    void aReaderWaitsForAnotherProcessForABoundedTimeWhileTheSlotMoves() {
        try (RedisCluster cluster = RedisCluster.open();
                RedisBackend one = connect(cluster.uri());
                RedisBackend other = connect(cluster.uri())) {
            cluster.migration(cluster.slotOf(THREAD.text()), anotherMaster(cluster, THREAD.text()))
                    .begin();
            acquire(one, THREAD, LONG);
            CountDownLatch readersOwn = new CountDownLatch(1);
            RedisServer from = cluster.masterOf(THREAD.text());
            from.resetStats();

            CacheRead read = ForumCacheService.builder(other).build().read(THREAD, () -> {
                readersOwn.countDown();
                return Optional.of(List.of("own"));
            });

            assertThat(read.json()).hasToString("[\"own\"]");
            assertThat(readersOwn.getCount()).isZero();
            assertThat(from.commandStats().getOrDefault("evalsha", 0L)).isLessThan(50);
        }
    }

    @Test
    void allListsGoForProcessesThatHaveNotNoticedANewEpochYet() {
        try (RedisServer server = RedisServer.open();
                RedisBackend one = connect(server.uri());
                RedisBackend other = connect(server.uri())) {
            await().ignoreExceptions().until(() -> {
                one.put(LIST, entry("1"), LONG, Duration.ZERO);
                return other.find(LIST) instanceof Lookup.Hit;
            });
            server.command("DEL", CacheKeys.epoch());
            List<RedisBackend> both = List.of(one, other);
            AtomicInteger first = new AtomicInteger(-1);
            await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> {
                IntStream.range(0, 2)
                        .filter(i -> misses(both.get(i)))
                        .findFirst()
                        .ifPresent(first::set);
                return first.get() >= 0;
            });

            both.get(first.get()).invalidateAllGroups();

            assertThat(both.get(1 - first.get()).find(LIST)).isInstanceOf(Lookup.Miss.class);
        }
    }

    private static boolean misses(RedisBackend backend) {
        try {
            return backend.find(LIST) instanceof Lookup.Miss;
        } catch (CacheBackendException e) {
            return false;
        }
    }

    @Test
    void madeUpCategoriesDoNotKeepAllListsFromGoing() {
        try (RedisServer server = RedisServer.open();
                RedisBackend backend = connect(server.uri())) {
            ForumCacheService cache = ForumCacheService.builder(backend).build();
            cache.setThreadList(ThreadListQuery.of("plant-care", 1, 20), List.of());
            IntStream.range(0, 2_000).forEach(i -> {
                try {
                    cache.getThreadList(ThreadListQuery.of("made-up-" + i, 1, 20), () -> {
                        throw new NoSuchElementException();
                    });
                } catch (NoSuchElementException e) {
                    assertThat(e).hasNoCause();
                }
            });

            cache.invalidateAllThreadLists();

            assertThat(cache.pendingInvalidations()).isZero();
            assertThat(cache.getThreadList(ThreadListQuery.of("plant-care", 1, 20)))
                    .isEmpty();
            assertThat(Integer.parseInt(server.command("SCARD", CacheKeys.generations())))
                    .isLessThan(10);
            assertThat(Integer.parseInt(server.command("TTL", CacheKeys.generation("made-up-1"))))
                    .isPositive();
        }
    }

    @Test
    void oneSilentSentinelIsNoReasonNotToConnect() {
        try (RedisSentinels sentinels = RedisSentinels.open();
                TcpProxy silent = TcpProxy.to(sentinels.sentinels().get(0).port())) {
            silent.halfOpen();
            String uri = "redis-sentinel://127.0.0.1:%d,127.0.0.1:%d,127.0.0.1:%d#%s"
                    .formatted(
                            silent.port(),
                            sentinels.sentinels().get(1).port(),
                            sentinels.sentinels().get(2).port(),
                            RedisSentinels.NAME);

            try (RedisBackend backend = connect(uri)) {
                await().untilAsserted(() -> assertThat(backend.status().state()).isEqualTo("up"));
                assertThat(backend.status().servers())
                        .isEqualTo(new ServersStatus(
                                "sentinel",
                                List.of(new Server("Redis (Sentinel " + RedisSentinels.NAME + ")", "up")),
                                "off"));
            }
        }
    }
}
