package org.forumcache.redis.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RedisServerIT {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(5);

    @Test
    void commandsAreAnsweredAndCounted() {
        try (RedisServer server = RedisServer.open()) {
            server.command("SET", "a", "one");
            server.resetStats();

            assertThat(server.command("GET", "a")).isEqualTo("one");
            assertThat(server.command("GET", "b")).isEmpty();
            assertThat(server.command("MGET", "a", "b", "a")).isEqualTo("one\n\none");
            assertThat(server.commandStats())
                    .containsEntry("get", 2L)
                    .containsEntry("mget", 1L)
                    .doesNotContainKey("set");
        }
    }

    @Test
    void refusalsAreTheServersOwnWords() {
        try (RedisServer server = RedisServer.open()) {
            server.command("SET", "a", "one");

            assertThatThrownBy(() -> server.command("INCR", "a"))
                    .isInstanceOf(RedisErrorReply.class)
                    .hasMessageContaining("not an integer");
        }
    }

    @Test
    void killedServerStartsAgainEmptyOnItsPort() {
        try (RedisServer server = RedisServer.open()) {
            String firstRun = server.info("server").get("run_id");
            server.command("SET", "a", "one");
            int port = server.port();

            server.kill();
            boolean answersWhenKilled = server.answersWithin(SHORT);
            server.start();

            assertThat(answersWhenKilled).isFalse();
            assertThat(server.port()).isEqualTo(port);
            assertThat(server.command("DBSIZE")).isEqualTo("0");
            assertThat(server.info("server").get("run_id")).isNotEqualTo(firstRun);
        }
    }

    @Test
    void olderSnapshotIsWhatItStartsWith() {
        try (RedisServer server = RedisServer.open()) {
            server.command("SET", "a", "old");
            Path older = server.copySnapshot();
            server.command("SET", "a", "new");
            server.save();

            server.kill();
            server.restoreSnapshot(older);
            server.start();
            String afterOlder = server.command("GET", "a");
            server.stop();
            server.startEmpty();

            assertThat(afterOlder).isEqualTo("old");
            assertThat(server.command("GET", "a")).isEmpty();
        }
    }

    @Test
    void stoppedServerKeepsItsSavedSnapshot() {
        try (RedisServer server = RedisServer.open()) {
            server.command("SET", "a", "saved");
            server.save();
            server.command("SET", "a", "not saved");

            server.stop();
            server.start();

            assertThat(server.command("GET", "a")).isEqualTo("saved");
        }
    }

    @Test
    void pausedServerAnswersNothingUntilItGoesOn() {
        try (RedisServer server = RedisServer.open()) {
            server.command("SET", "a", "one");

            server.pause();
            boolean answersWhenPaused = server.answersWithin(SHORT);
            server.resume();

            assertThat(answersWhenPaused).isFalse();
            assertThat(server.answersWithin(LONG)).isTrue();
            assertThat(server.command("GET", "a")).isEqualTo("one");
        }
    }

    @Test
    void pausedServerCanBeStoppedAndClosed() {
        try (RedisServer server = RedisServer.open()) {
            server.pause();
            server.stop();
            boolean runsWhenStopped = server.isRunning();
            server.start();
            server.pause();

            assertThat(runsWhenStopped).isFalse();
            assertThat(server.isRunning()).isTrue();
        }
    }

    @Test
    void passwordIsPartOfTheAddressAndCanChange() {
        try (RedisServer server = RedisServer.builder().password("a \"b\" c").open()) {
            String before = server.uri();

            server.changePassword("secret");
            server.stop();
            server.start();

            assertThat(before).isEqualTo("redis://:a%20%22b%22%20c@127.0.0.1:" + server.port());
            assertThat(server.uri()).isEqualTo("redis://:secret@127.0.0.1:" + server.port());
            assertThat(server.command("PING")).isEqualTo("PONG");
        }
    }

    @Test
    void onlyTheNamedUserGetsIn() throws Exception {
        try (RedisServer server = RedisServer.builder().user("forum", "secret").open();
                RespConnection stranger = RespConnection.open(server.port(), LONG)) {
            assertThat(server.uri()).isEqualTo("redis://forum:secret@127.0.0.1:" + server.port());
            assertThat(server.command("ACL", "WHOAMI")).isEqualTo("forum");
            assertThatThrownBy(() -> stranger.call("PING")).hasMessageStartingWith("NOAUTH");
        }
    }

    @Test
    void memoryIsBounded() {
        try (RedisServer server =
                RedisServer.builder().maxMemory("4mb", "allkeys-random").open()) {
            String value = "x".repeat(100_000);

            for (int i = 0; i < 100; i++) {
                server.command("SET", "key-" + i, value);
            }

            assertThat(server.info("stats").get("evicted_keys")).isNotEqualTo("0");
        }
    }

    @Test
    void replicaCopiesItsMaster() {
        try (RedisServer master = RedisServer.builder().password("secret").open();
                RedisServer replica = RedisServer.builder().replicaOf(master).open()) {
            master.command("SET", "a", "one");

            Waiting.until(
                    "the value arrives", LONG, () -> replica.command("GET", "a").equals("one"));

            assertThat(replica.info("replication")).containsEntry("role", "slave");
        }
    }

    @Test
    void replicaLagsWhileItIsHeldBack() {
        try (RedisServer master = RedisServer.open();
                RedisServer replica = RedisServer.builder().replicaOf(master).open()) {
            Waiting.until("the replica follows", LONG, () -> isLinked(replica));

            master.holdBackReplicas();
            master.command("SET", "a", "one");
            Waiting.until("the replica is cut off", LONG, () -> !isLinked(replica));
            String whenHeldBack = replica.command("GET", "a");
            master.letReplicasCatchUp();
            Waiting.until("the replica follows again", LONG, () -> isLinked(replica));

            assertThat(whenHeldBack).isEmpty();
            assertThat(replica.command("GET", "a")).isEqualTo("one");
        }
    }

    @Test
    void serverThatDoesNotStartShowsItsLog() {
        RedisServerBuilder builder = RedisServer.builder().option("no-such-directive", "1");

        assertThatThrownBy(builder::open)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not start")
                .hasMessageContaining("no-such-directive");
    }

    private static boolean isLinked(RedisServer replica) {
        return "up".equals(replica.info("replication").get("master_link_status"));
    }
}
