package org.forumcache.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Comparator;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.forumcache.CacheBackendException;
import org.forumcache.CacheEntry;
import org.forumcache.CacheKeys;
import org.forumcache.EntryKey;
import org.forumcache.Lookup;
import org.forumcache.ServersStatus;
import org.forumcache.ServersStatus.Server;
import org.forumcache.Token;
import org.forumcache.redis.server.RedisCluster;
import org.forumcache.redis.server.RedisServer;
import org.junit.jupiter.api.Test;

/** A cluster of which a part is away for good, while the other part is served. */
class RedisClusterPartlyAwayIT {
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration LATER = Duration.ofSeconds(30);

    private static void load(RedisBackend backend, EntryKey key) {
        Lookup.Miss miss = (Lookup.Miss) backend.find(key);
        Lookup.Granted granted = (Lookup.Granted) backend.acquire(key, miss, Token.random(), LONG);
        CacheEntry entry = CacheEntry.restored(Token.random(), "1".getBytes(UTF_8), "\"tag\"", Duration.ofMillis(7));
        assertThat(backend.fill(granted.lease(), entry, LONG, Duration.ZERO)).isTrue();
    }

    /** A slug whose key lies on this server, or on any other one. */
    private static String slug(RedisCluster cluster, RedisServer server, boolean there, IntFunction<String> key) {
        return "s"
                + IntStream.range(0, 100)
                        .filter(i -> (cluster.masterOf(key.apply(i)).port() == server.port()) == there)
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void whatTheServersThatAreThereHoldIsInvalidatedAlthoughAnotherOneIsAway() {
        try (RedisCluster cluster = RedisCluster.open(node -> node.option("cluster-require-full-coverage", "no"));
                RedisBackend writer = RedisBackend.connect(RedisSettings.at(cluster.uri()));
                RedisBackend other =
                        RedisBackend.connect(RedisSettings.at(cluster.uri()).withTimeout(Duration.ofSeconds(1)))) {
            int epoch = cluster.masterOf(CacheKeys.epoch()).port();
            int set = cluster.masterOf(CacheKeys.generations()).port();
            RedisServer lost = cluster.masters().stream()
                    .filter(master -> master.port() != epoch && master.port() != set)
                    .findFirst()
                    .orElseThrow();
            String group = slug(cluster, lost, true, i -> CacheKeys.generation("s" + i));
            EntryKey thread = EntryKey.thread(slug(cluster, lost, false, i -> CacheKeys.thread("s" + i)));
            load(other, thread);
            assertThat(other.status().servers())
                    .isEqualTo(new ServersStatus(
                            "cluster",
                            cluster.masters().stream()
                                    .map(master -> new Server("Redis 127.0.0.1:" + master.port(), "up"))
                                    .sorted(Comparator.comparing(Server::name))
                                    .toList(),
                            "off"));
            cluster.replicaOf(CacheKeys.generation(group)).kill();
            lost.kill();
            await().atMost(LATER)
                    .until(() -> writer.status().state().startsWith("not connected")
                            && other.status().state().startsWith("not connected"));
            await().atMost(LATER).ignoreExceptions().until(() -> other.find(thread) instanceof Lookup.Hit);

            assertThatThrownBy(() -> writer.invalidate(Set.of(thread.text()), Set.of(group)))
                    .isInstanceOf(CacheBackendException.class);

            await().atMost(LATER).ignoreExceptions().until(() -> other.find(thread) != null);
            assertThat(other.find(thread)).isNotInstanceOf(Lookup.Hit.class);
        }
    }
}
