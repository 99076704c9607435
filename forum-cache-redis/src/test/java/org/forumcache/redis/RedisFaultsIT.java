package org.forumcache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.forumcache.CacheKeys;
import org.forumcache.CacheOutcome;
import org.forumcache.redis.server.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A Redis that breaks in every way it can while a forum of two nodes reads and writes: no request fails or is held up, and
 * nobody ever sees what a write replaced whose invalidation was delivered.
 */
class RedisFaultsIT {
    private static final Duration A_WHILE = Duration.ofMillis(700);

    private static final String DAMAGE =
            "if redis.call('TYPE', KEYS[1]).ok == 'string' then redis.call('SETRANGE', KEYS[1], 100, 'damaged') end";

    private RedisServer server;
    private ForumUnderLoad forum;

    @BeforeEach
    void start() {
        server = RedisServer.open();
        forum = ForumUnderLoad.of(server.uri(), server.uri()).begin();
        forum.awaitHits(200);
    }

    @AfterEach
    void stop() {
        forum.close();
        server.close();
    }

    private void assertRecovered() {
        forum.awaitRecovery();
        forum.awaitHits(200);
        forum.goOn(A_WHILE);

        forum.assertNothingWasStale();
        forum.assertNobodySuffered();
    }

    @Test
    void withoutAnyFaultNothingIsStaleAndNobodyWaits() {
        forum.goOn(Duration.ofSeconds(2));

        forum.assertNothingWasStale();
        forum.assertNobodySuffered();
        assertThat(forum.count(CacheOutcome.HIT)).isGreaterThan(forum.count(CacheOutcome.BYPASS));
    }

    @Test
    void killedAndStartedEmpty() {
        server.kill();
        forum.goOn(A_WHILE);
        assertThat(forum.count(CacheOutcome.BYPASS)).isPositive();
        server.startEmpty();

        assertRecovered();
    }

    @Test
    void killedAndStartedFromAnOlderSnapshot() {
        Path snapshot = server.copySnapshot();
        forum.goOn(A_WHILE);
        server.kill();
        server.restoreSnapshot(snapshot);
        server.start();
        assertThat(server.command("KEYS", "*").lines()).hasSizeGreaterThan(3);

        assertRecovered();
    }

    @Test
    void stoppedForFiveSecondsWithItsConnectionsOpen() {
        server.pause();
        forum.goOn(Duration.ofSeconds(5));
        server.resume();

        assertRecovered();
    }

    @Test
    void flushed() {
        for (int i = 0; i < 5; i++) {
            server.command("FLUSHALL");
            forum.goOn(Duration.ofMillis(300));
        }

        assertRecovered();
    }

    @Test
    void robbedOfItsScripts() {
        for (int i = 0; i < 5; i++) {
            server.command("SCRIPT", "FLUSH");
            forum.goOn(Duration.ofMillis(200));
        }

        assertRecovered();
    }

    @Test
    void outOfMemorySoThatItEvictsEverything() {
        server.command("CONFIG", "SET", "maxmemory-policy", "allkeys-random");
        for (int i = 0; i < 5; i++) {
            server.command("CONFIG", "SET", "maxmemory", "1");
            forum.goOn(Duration.ofMillis(200));
            server.command("CONFIG", "SET", "maxmemory", "0");
            forum.goOn(Duration.ofMillis(200));
        }

        assertRecovered();
    }

    @Test
    void outOfMemorySoThatItStoresNothing() {
        server.command("CONFIG", "SET", "maxmemory-policy", "noeviction");
        server.command("CONFIG", "SET", "maxmemory", "1");
        forum.goOn(Duration.ofSeconds(1));
        server.command("CONFIG", "SET", "maxmemory", "0");

        assertRecovered();
    }

    @Test
    void cuttingItsClientsOff() {
        for (int i = 0; i < 10; i++) {
            server.command("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
            forum.goOn(Duration.ofMillis(100));
        }

        assertRecovered();
    }

    @Test
    void withAnotherPasswordThanItHad() {
        server.changePassword("another");
        server.command("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
        forum.goOn(Duration.ofSeconds(1));
        assertThat(forum.nodes())
                .allSatisfy(node -> assertThat(node.status().state()).contains("NOAUTH"));
        server.changePassword("");

        assertRecovered();
    }

    @Test
    void holdingAnotherProgramsBytesUnderOurKeys() {
        for (int i = 0; i < 20; i++) {
            server.command("SET", CacheKeys.thread("t0"), "not ours");
            server.command("HSET", "hash", "field", "value");
            server.command("RENAME", "hash", CacheKeys.thread("t1"));
            server.command("EVAL", DAMAGE, "1", CacheKeys.category("c0"));
            server.command("SET", CacheKeys.generation("c0"), "not ours");
            server.command("LPUSH", "list", "not ours");
            server.command("RENAME", "list", CacheKeys.generation("c1"));
            server.command("SET", CacheKeys.generations(), "not ours");
            forum.goOn(Duration.ofMillis(50));
        }

        assertRecovered();
        assertThat(forum.nodes().get(0).status().unreadable()).isPositive();
    }
}
