package org.forumcache.redis.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RedisSentinelsIT {
    private final RedisSentinels sentinels = RedisSentinels.open();

    @AfterEach
    void closeAll() {
        sentinels.close();
    }

    @Test
    void addressNamesThreeSentinels() {
        assertThat(sentinels.uri()).matches("redis-sentinel://127.0.0.1:\\d+(,127.0.0.1:\\d+){2}#forum");
        assertThat(sentinels.servers()).hasSize(3).contains(sentinels.master());
    }

    @Test
    void killedMasterIsReplaced() {
        RedisServer former = sentinels.master();
        former.command("SET", "a", "one");
        former.command("WAIT", "2", "1000");

        RedisServer successor = sentinels.killMaster();

        assertThat(successor).isNotSameAs(former);
        assertThat(sentinels.master()).isSameAs(successor);
        assertThat(successor.command("GET", "a")).isEqualTo("one");
        assertThat(successor.command("SET", "a", "two")).isEqualTo("OK");
    }

    @Test
    void replicaIsPromotedWhileTheMasterIsWell() {
        RedisServer former = sentinels.master();

        RedisServer successor = sentinels.promote();

        assertThat(successor).isNotSameAs(former);
        assertThat(former.isRunning()).isTrue();
        assertThat(sentinels.master()).isSameAs(successor);
    }
}
