package org.forumcache.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.forumcache.CacheOutcome;
import org.forumcache.CacheRead;
import org.forumcache.EntryKey;
import org.forumcache.Invalidation;
import org.forumcache.redis.server.RedisServer;
import org.forumcache.redis.server.TcpProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two strict applications on one Redis and one database, of which one is cut off from Redis. */
abstract class StrictContract {
    private static final Duration LATER = Duration.ofSeconds(15);
    private static final EntryKey FICUS = EntryKey.thread("ficus");
    private static final Invalidation OUTDATED = Invalidation.thread("ficus");

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final TestDatabase database = closedLater(newDatabase());
    private final RedisServer redis = closedLater(RedisServer.open());
    private final TcpProxy proxy = closedLater(TcpProxy.to(redis.port()));

    abstract TestDatabase newDatabase();

    private <T extends AutoCloseable> T closedLater(T resource) {
        opened.push(resource);
        return resource;
    }

    private DurableNode node(int port) {
        return closedLater(DurableNode.start(
                database.dataSource(),
                "forum.cache.backend=redis",
                "forum.cache.redis.uri=redis://127.0.0.1:" + port,
                "forum.cache.redis.timeout=1s",
                "forum.cache.strict=true"));
    }

    @BeforeEach
    void createTable() {
        database.execute("create table thread (slug varchar(255) primary key, version int)");
        database.execute("insert into thread values ('ficus', 0)");
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable resource : opened) {
            resource.close();
        }
    }

    private void edit(DurableNode node) {
        node.write(() -> database.execute("update thread set version = version + 1"), OUTDATED);
    }

    private CacheRead read(DurableNode node) {
        Supplier<Optional<?>> loader =
                () -> Optional.of(Map.of("version", database.count("thread where version = 0") == 1 ? 0 : 1));
        return node.cache().read(FICUS, loader);
    }

    private static int version(CacheRead read) {
        return (int) read.document().orElseThrow().asMap().getOrDefault("version", -1);
    }

    @Test
    void writeOfAProcessThatIsCutOffFromRedisIsSeenByOthersOnceItIsAcknowledged() {
        DurableNode cutOff = node(proxy.port());
        DurableNode other = node(redis.port());
        await().atMost(LATER).until(() -> read(other).outcome() == CacheOutcome.HIT);
        proxy.cut();

        edit(cutOff);

        assertThat(version(read(other))).isEqualTo(1);
        assertThat(cutOff.cache().pendingInvalidations()).isZero();
        await().atMost(LATER).until(() -> database.records() == 0);
    }

    @Test
    void writeIsNotAcknowledgedIfNeitherRedisNorTheFenceCanBeToldAndIsMadeUpForLater() {
        DurableNode cutOff = node(proxy.port());
        DurableNode other = node(redis.port());
        await().atMost(LATER).until(() -> read(other).outcome() == CacheOutcome.HIT);
        proxy.cut();
        database.execute("alter table cache_fence rename to away");

        assertThatThrownBy(() -> edit(cutOff))
                .isInstanceOf(UnconfirmedWriteException.class)
                .hasMessageContaining("the write is committed");

        database.execute("alter table away rename to cache_fence");
        await().atMost(LATER).until(() -> database.records() == 0);
        assertThat(version(read(other))).isEqualTo(1);
        proxy.heal();
        await().atMost(LATER).until(() -> cutOff.cache().pendingInvalidations() == 0);
        await().atMost(LATER).until(() -> read(cutOff).outcome() == CacheOutcome.HIT);
        assertThat(version(read(cutOff))).isEqualTo(1);
    }

    @Test
    void whileTheFenceCannotBeReadNothingIsServedFromRedis() {
        DurableNode node = node(redis.port());
        await().atMost(LATER).until(() -> read(node).outcome() == CacheOutcome.HIT);

        database.execute("alter table cache_fence rename to away");

        await().atMost(LATER).until(() -> read(node).outcome() == CacheOutcome.BYPASS);
        assertThat(node.cache().status().state()).contains("fence");
        database.execute("alter table away rename to cache_fence");
        await().atMost(LATER).until(() -> read(node).outcome() == CacheOutcome.HIT);
    }
}
