package org.forumcache.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.forumcache.CacheBackendException;
import org.forumcache.CacheEntry;
import org.forumcache.CacheKeys;
import org.forumcache.EntryKey;
import org.forumcache.Lookup;
import org.forumcache.Token;
import org.forumcache.redis.server.RedisCluster;
import org.forumcache.redis.server.RedisSentinels;
import org.forumcache.redis.server.RedisServer;
import org.forumcache.redis.server.SlotMigration;
import org.forumcache.redis.server.TcpProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two nodes with near caches read and write while servers change: what is outdated is shown no longer than the window. */
class NearUnderFaultsIT {
    private static final EntryKey THREAD = EntryKey.thread("t0");
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration WINDOW = NearSettings.DEFAULT.maxSilence();
    private static final Duration STEP = Duration.ofMillis(300);
    private static final Duration A_WHILE = Duration.ofMillis(1_500);

    private final SharedRow row = new SharedRow();
    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
    }

    private <T extends AutoCloseable> T closedLater(T resource) {
        opened.add(resource);
        return resource;
    }

    private NearBackend near(RedisSettings settings) {
        NearBackend near = closedLater(NearBackend.over(RedisBackend.connect(settings), NearSettings.DEFAULT));
        NearContract.awaitServing(near);
        return near;
    }

    private NearBackend fenced(String uri) {
        Fence fence = closedLater(Fence.on(row));
        return near(RedisSettings.at(uri).withTimeout(Duration.ofMillis(500)).fencedBy(fence));
    }

    private ForumUnderLoad forum(NearBackend... nodes) {
        ForumUnderLoad forum =
                closedLater(new ForumUnderLoad(List.of(nodes), WINDOW)).begin();
        Stream.of(nodes).forEach(NearUnderFaultsIT::awaitCopiesAnswer);
        return forum;
    }

    private static void awaitCopiesAnswer(NearBackend near) {
        long before = hits(near);
        await().atMost(Duration.ofSeconds(30)).until(() -> hits(near) - before >= 100);
    }

    private static long hits(NearBackend near) {
        return Objects.requireNonNull(near.status().near()).hits();
    }

    private static void assertRecovered(ForumUnderLoad forum, NearBackend... nodes) {
        forum.awaitRecovery();
        Stream.of(nodes).forEach(NearUnderFaultsIT::awaitCopiesAnswer);

        forum.assertNothingWasStale();
    }

    @Test
    void sentinelsReplaceAMasterThatDied() {
        RedisSentinels sentinels = closedLater(RedisSentinels.open());
        NearBackend one = near(RedisSettings.at(sentinels.uri()));
        NearBackend other = near(RedisSettings.at(sentinels.uri()));
        ForumUnderLoad forum = forum(one, other);

        RedisServer dead = sentinels.master();
        RedisServer next = sentinels.killMaster();

        assertThat(next).isNotSameAs(dead);
        assertRecovered(forum, one, other);
        forum.assertNobodySuffered();
    }

    @Test
    void slotsOfEntriesAndGenerationsMove() {
        RedisCluster cluster = closedLater(RedisCluster.open());
        NearBackend one = near(RedisSettings.at(cluster.uri()));
        NearBackend other = near(RedisSettings.at(cluster.uri()));
        ForumUnderLoad forum = forum(one, other);

        for (String key : List.of(THREAD.text(), CacheKeys.generation("c0"))) {
            RedisServer owner = cluster.masterOf(key);
            RedisServer to = cluster.masters().stream()
                    .filter(master -> master != owner)
                    .findFirst()
                    .orElseThrow();
            SlotMigration migration = cluster.migration(cluster.slotOf(key), to);
            migration.begin();
            forum.goOn(STEP);
            migration.moveKeys(1);
            forum.goOn(STEP);
            migration.finish();
            forum.goOn(STEP);
        }

        assertRecovered(forum, one, other);
        forum.assertNobodySuffered();
    }

    @Test
    void behindAFenceWhatOneProcessCannotInvalidateIsNoCopyOfOthersAnyMore() {
        RedisServer server = closedLater(RedisServer.open());
        TcpProxy proxy = closedLater(TcpProxy.to(server.port()));
        NearBackend cutOff = fenced("redis://127.0.0.1:" + proxy.port());
        NearBackend other = fenced(server.uri());
        await().ignoreException(CacheBackendException.class).until(() -> {
            other.put(THREAD, entry("1"), LONG, Duration.ZERO);
            return true;
        });
        await().until(() -> isHit(other) && hits(other) > 0);
        proxy.cut();

        cutOff.invalidate(Set.of(THREAD.text()), Set.of());

        assertThat(isHit(other)).isFalse();
    }

    private static boolean isHit(NearBackend near) {
        try {
            return near.find(THREAD) instanceof Lookup.Hit;
        } catch (CacheBackendException e) {
            return false;
        }
    }

    private static CacheEntry entry(String json) {
        return CacheEntry.restored(Token.random(), json.getBytes(UTF_8), "\"tag\"", Duration.ofMillis(7));
    }

    @Test
    void behindAFenceOneProcessIsCutOff() {
        RedisServer server = closedLater(RedisServer.open());
        TcpProxy proxy = closedLater(TcpProxy.to(server.port()));
        NearBackend cutOff = fenced("redis://127.0.0.1:" + proxy.port());
        NearBackend other = fenced(server.uri());
        ForumUnderLoad forum = forum(cutOff, other);

        proxy.cut();
        forum.goOn(A_WHILE);
        proxy.heal();
        forum.awaitRecovery();
        proxy.halfOpen();
        forum.goOn(A_WHILE);
        proxy.heal();

        assertRecovered(forum, cutOff, other);
    }

    /** The contrast: the same load notices a near cache without one of its rules. */
    @Test
    void aNearCacheThatKeepsAnswersThatPushesHaveOvertakenIsNoticed() {
        RedisServer server = closedLater(RedisServer.open());
        List<NearBackend> nodes =
                Stream.generate(() -> withoutPlaceholder(server.uri())).limit(2).toList();

        try (ForumUnderLoad forum = new ForumUnderLoad(nodes, WINDOW).begin()) {
            await().atMost(Duration.ofSeconds(30)).until(() -> forum.staleReads() > 0);
        }
    }

    private static NearBackend withoutPlaceholder(String uri) {
        NearBackend near = UnguardedNear.withoutPlaceholder(RedisBackend.connect(RedisSettings.at(uri)));
        NearContract.awaitServing(near);
        return near;
    }
}
