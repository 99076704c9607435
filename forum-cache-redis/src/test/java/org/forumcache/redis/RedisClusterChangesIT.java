package org.forumcache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.forumcache.CacheKeys;
import org.forumcache.redis.server.RedisCluster;
import org.forumcache.redis.server.RedisServer;
import org.forumcache.redis.server.SlotMigration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A cluster that changes while two nodes read and write. */
class RedisClusterChangesIT {
    private static final String THREAD = CacheKeys.thread("t0");

    private RedisCluster cluster;
    private ForumUnderLoad forum;

    @BeforeEach
    void start() {
        cluster = RedisCluster.open();
        // One address is enough to find the others.
        String seed = cluster.masters().get(0).uri();
        forum = ForumUnderLoad.of(cluster.uri(), seed).begin();
        forum.awaitHits(200);
    }

    @AfterEach
    void stop() {
        forum.close();
        cluster.close();
    }

    private void assertRecovered() {
        forum.awaitRecovery();
        forum.awaitHits(200);

        forum.assertNothingWasStale();
        forum.assertNobodySuffered();
    }

    private RedisServer another(RedisServer than) {
        return cluster.masters().stream()
                .filter(master -> master.port() != than.port())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void slotsOfEntriesAndGenerationsMove() {
        List<String> keys = List.of(THREAD, CacheKeys.generation("c0"), CacheKeys.generation("all"), CacheKeys.epoch());
        for (String key : keys) {
            SlotMigration migration = cluster.migration(cluster.slotOf(key), another(cluster.masterOf(key)));
            migration.begin();
            forum.goOn(Duration.ofMillis(300));
            migration.moveKeys(1);
            forum.goOn(Duration.ofMillis(300));
            migration.finish();
            forum.goOn(Duration.ofMillis(300));
        }

        assertRecovered();
    }

    @Test
    void aMasterDiesAndItsReplicaTakesOver() {
        RedisServer dead = cluster.killMasterOf(THREAD);
        cluster.waitUntilStable();

        assertThat(cluster.masterOf(THREAD).port()).isNotEqualTo(dead.port());
        assertRecovered();
    }

    @Test
    void aReplicaTakesOverInGoodOrder() {
        RedisServer former = cluster.masterOf(THREAD);
        cluster.replicaOf(THREAD).command("CLUSTER", "FAILOVER");
        cluster.waitUntilStable();
        forum.goOn(Duration.ofSeconds(2));

        assertThat(cluster.masterOf(THREAD).port()).isNotEqualTo(former.port());
        assertRecovered();
    }
}
