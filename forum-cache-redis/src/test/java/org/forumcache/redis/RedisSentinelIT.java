package org.forumcache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.forumcache.CacheOutcome;
import org.forumcache.redis.server.RedisSentinels;
import org.forumcache.redis.server.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sentinels that replace the master while two nodes read and write. */
class RedisSentinelIT {
    private RedisSentinels sentinels;
    private ForumUnderLoad forum;

    @BeforeEach
    void start() {
        sentinels = RedisSentinels.open();
        forum = ForumUnderLoad.of(sentinels.uri(), sentinels.uri()).begin();
        forum.awaitHits(200);
    }

    @AfterEach
    void stop() {
        forum.close();
        sentinels.close();
    }

    private void assertRecovered() {
        forum.awaitRecovery();
        forum.awaitHits(200);

        forum.assertNothingWasStale();
        forum.assertNobodySuffered();
    }

    @Test
    void theMasterDiesAndAReplicaIsPromoted() {
        RedisServer dead = sentinels.master();
        sentinels.killMaster();
        assertThat(sentinels.master().port()).isNotEqualTo(dead.port());

        assertRecovered();
        assertThat(forum.count(CacheOutcome.BYPASS)).isPositive();
    }

    @Test
    void aReplicaThatLagsIsPromoted() {
        RedisServer master = sentinels.master();
        List<RedisServer> replicas = sentinels.servers().stream()
                .filter(server -> server.port() != master.port())
                .toList();
        // From here on they keep what writes replace.
        replicas.forEach(replica -> replica.command("REPLICAOF", "127.0.0.1", "9"));
        forum.goOn(Duration.ofMillis(500));

        sentinels.killMaster();

        assertThat(sentinels.master().command("KEYS", "*").lines()).hasSizeGreaterThan(3);
        assertRecovered();
    }
}
