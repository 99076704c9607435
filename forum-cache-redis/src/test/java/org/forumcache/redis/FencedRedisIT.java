package org.forumcache.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.forumcache.CacheBackendException;
import org.forumcache.CacheEntry;
import org.forumcache.CacheOutcome;
import org.forumcache.EntryKey;
import org.forumcache.Lookup;
import org.forumcache.ThreadListQuery;
import org.forumcache.Token;
import org.forumcache.redis.server.RedisSentinels;
import org.forumcache.redis.server.RedisServer;
import org.forumcache.redis.server.TcpProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Processes behind a {@link Fence} never use what one of them could not invalidate, or what lies on another master. */
class FencedRedisIT {
    private static final EntryKey THREAD = EntryKey.thread("t0");
    private static final EntryKey LIST = EntryKey.threadList(ThreadListQuery.of("plant-care", 1, 20));
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration A_WHILE = Duration.ofSeconds(2);

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

    /** A process with a fence of its own, all on one row. */
    private RedisBackend process(String uri, Duration timeout) {
        Fence fence = closedLater(Fence.on(row));
        return closedLater(
                RedisBackend.connect(RedisSettings.at(uri).withTimeout(timeout).fencedBy(fence)));
    }

    private RedisBackend process(String uri) {
        return process(uri, Duration.ofMillis(500));
    }

    private static void load(RedisBackend backend, EntryKey key, String json) {
        Lookup.Miss miss = (Lookup.Miss) backend.find(key);
        Lookup.Granted granted = (Lookup.Granted) backend.acquire(key, miss, Token.random(), LONG);
        CacheEntry entry = CacheEntry.restored(Token.random(), json.getBytes(UTF_8), "\"tag\"", Duration.ofMillis(7));
        assertThat(backend.fill(granted.lease(), entry, LONG, Duration.ZERO)).isTrue();
    }

    private static boolean isHit(RedisBackend backend, EntryKey key) {
        try {
            return backend.find(key) instanceof Lookup.Hit;
        } catch (CacheBackendException e) {
            return false;
        }
    }

    @Test
    void onlyWhoUsesTheServersThatTheFenceNamesMayUseThemAndOnlyOnceTheirTermHasLasted() {
        FenceRow.Word word = FenceRow.Word.first().naming(Token.random());
        row.replace(row.read(), word);
        Fence fence = closedLater(Fence.on(row));

        assertThatThrownBy(() -> fence.epoch(word.servers())).hasMessageContaining("since a moment ago");
        await().ignoreExceptions().until(() -> fence.epoch(word.servers()).equals(word.epoch()));
        assertThatThrownBy(() -> fence.epoch(Token.random())).hasMessageContaining("names other Redis servers");

        FenceRow.Word again = word.naming(word.servers());
        row.replace(word, again);
        await().until(() -> fence.latest().equals(again));
        assertThatThrownBy(() -> fence.epoch(word.servers())).hasMessageContaining("since a moment ago");
    }

    @Test
    void whatOneProcessCannotInvalidateNobodyUsesAnyMore() {
        RedisServer server = closedLater(RedisServer.open());
        TcpProxy proxy = closedLater(TcpProxy.to(server.port()));
        RedisBackend cutOff = process("redis://127.0.0.1:" + proxy.port());
        RedisBackend other = process(server.uri());
        load(other, THREAD, "1");
        load(other, LIST, "1");
        assertThat(isHit(other, THREAD)).isTrue();
        proxy.cut();

        cutOff.invalidate(Set.of(THREAD.text()), Set.of("plant-care"));

        assertThat(isHit(other, THREAD)).isFalse();
        assertThat(isHit(other, LIST)).isFalse();
        load(other, THREAD, "2");
        assertThat(isHit(other, THREAD)).isTrue();
    }

    @Test
    void theSameHoldsForAllListsAndForEverything() {
        RedisServer server = closedLater(RedisServer.open());
        TcpProxy proxy = closedLater(TcpProxy.to(server.port()));
        RedisBackend cutOff = process("redis://127.0.0.1:" + proxy.port());
        RedisBackend other = process(server.uri());
        load(other, LIST, "1");
        proxy.cut();

        cutOff.invalidateAllGroups();

        assertThat(isHit(other, LIST)).isFalse();
        load(other, THREAD, "1");
        cutOff.invalidateEverything();
        assertThat(isHit(other, THREAD)).isFalse();
    }

    @Test
    void ifTheFenceCannotBeRaisedTheInvalidationFails() {
        RedisServer server = closedLater(RedisServer.open());
        RedisBackend backend = process(server.uri());
        server.kill();
        row.refuseChanges();

        assertThatThrownBy(() -> backend.invalidate(Set.of(THREAD.text()), Set.of()))
                .isInstanceOf(CacheBackendException.class)
                .hasMessageContaining("read-only");
    }

    @Test
    void anInvalidationDoesNotCountIfTheFenceHadLapsedWhenItWasConfirmed() {
        RedisServer server = closedLater(RedisServer.open());
        TcpProxy proxy = closedLater(TcpProxy.to(server.port()));
        RedisBackend slow = process("redis://127.0.0.1:" + proxy.port(), Duration.ofSeconds(2));
        proxy.delay(Fence.LAPSE.dividedBy(2));
        row.goAway();

        assertThatThrownBy(() -> slow.invalidate(Set.of(THREAD.text()), Set.of()))
                .isInstanceOf(CacheBackendException.class)
                .hasMessageContaining("database");
    }

    private static String fence(RedisBackend backend) {
        return Objects.requireNonNull(backend.status().servers()).fence();
    }

    @Test
    void withoutTheRowNothingIsUsed() {
        RedisServer server = closedLater(RedisServer.open());
        RedisBackend backend = process(server.uri());
        load(backend, THREAD, "1");
        assertThat(fence(backend)).isEqualTo("holding");

        row.goAway();

        await().atMost(Fence.LAPSE.plusMillis(500)).until(() -> !isHit(backend, THREAD));
        assertThat(backend.status().state()).contains("fence");
        assertThat(fence(backend)).contains("not been read lately");
        assertThatThrownBy(() -> backend.invalidate(Set.of(THREAD.text()), Set.of()))
                .isInstanceOf(CacheBackendException.class);
        row.comeBack();
        await().until(() -> isHit(backend, THREAD));
    }

    @Test
    void anAnswerIsNotUsedIfTheFenceWasRaisedBeforeItArrived() {
        RedisServer server = closedLater(RedisServer.open());
        TcpProxy proxy = closedLater(TcpProxy.to(server.port()));
        RedisBackend slow = process("redis://127.0.0.1:" + proxy.port(), Duration.ofSeconds(10));
        load(slow, THREAD, "1");
        RedisBackend other = process(server.uri());
        // Longer than it takes to notice, and shorter than a server's proof of who it is holds.
        proxy.delay(Duration.ofMillis(300));

        CompletableFuture<Lookup> answer = CompletableFuture.supplyAsync(() -> slow.find(THREAD));
        other.invalidateEverything();

        assertThatThrownBy(answer::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(CacheBackendException.class);
    }

    @Test
    void aServerThatWasRestartedIsUsedAgainAndNothingInIt() {
        RedisServer server = closedLater(RedisServer.open());
        RedisBackend backend = process(server.uri());
        load(backend, THREAD, "1");
        server.save();
        server.kill();
        server.start();

        await().atMost(Duration.ofSeconds(10)).ignoreExceptions().until(() -> {
            assertThat(isHit(backend, THREAD)).isFalse();
            load(backend, LIST, "2");
            return true;
        });

        assertThat(isHit(backend, THREAD)).isFalse();
    }

    @Test
    void underLoadNothingIsStaleWhileOneProcessIsCutOff() {
        RedisServer server = closedLater(RedisServer.open());
        TcpProxy proxy = closedLater(TcpProxy.to(server.port()));
        RedisBackend cutOff = process("redis://127.0.0.1:" + proxy.port());
        RedisBackend other = process(server.uri());
        ForumUnderLoad forum =
                closedLater(new ForumUnderLoad(List.of(cutOff, other))).begin();
        forum.awaitHits(200);

        proxy.cut();
        forum.goOn(A_WHILE);
        proxy.heal();
        proxy.halfOpen();
        forum.goOn(A_WHILE);
        proxy.heal();
        forum.awaitRecovery();
        forum.awaitHits(200);

        forum.assertNothingWasStale();
    }

    @Test
    void underLoadNothingIsStaleWhileProcessesSeeDifferentMasters() {
        RedisServer former = closedLater(RedisServer.open());
        RedisServer next = closedLater(RedisServer.open());
        next.kill();
        RedisBackend behind = process(former.uri());
        RedisBackend ahead = process(next.uri());
        ForumUnderLoad forum =
                closedLater(new ForumUnderLoad(List.of(behind, ahead))).begin();
        forum.awaitHits(200);

        next.start();
        forum.goOn(A_WHILE.multipliedBy(2));
        former.kill();
        long hits = forum.count(CacheOutcome.HIT);
        forum.awaitHits(200);

        assertThat(forum.count(CacheOutcome.HIT)).isGreaterThan(hits);
        forum.assertNothingWasStale();
    }

    /** The contrast: without a fence the same is noticed. */
    @Test
    void withoutAFenceProcessesThatSeeDifferentMastersShowWhatWasReplaced() {
        List<RedisServer> masters =
                Stream.generate(() -> closedLater(RedisServer.open())).limit(2).toList();
        ForumUnderLoad forum = closedLater(
                        ForumUnderLoad.of(masters.get(0).uri(), masters.get(1).uri()))
                .begin();

        await().atMost(Duration.ofSeconds(30)).until(() -> forum.staleReads() > 0);
    }

    @Test
    void afterAPromotionTheFenceNamesTheNewMasterAndTheCacheIsUsedAgain() {
        RedisSentinels sentinels = closedLater(RedisSentinels.open());
        RedisBackend one = process(sentinels.uri());
        RedisBackend two = process(sentinels.uri());
        ForumUnderLoad forum =
                closedLater(new ForumUnderLoad(List.of(one, two))).begin();
        forum.awaitHits(200);
        FenceRow.Word before = row.read();

        sentinels.promote();
        sentinels.waitUntilStable();
        forum.awaitRecovery();
        forum.awaitHits(200);

        assertThat(row.read().servers()).isNotEqualTo(before.servers());
        forum.assertNothingWasStale();
    }
}
