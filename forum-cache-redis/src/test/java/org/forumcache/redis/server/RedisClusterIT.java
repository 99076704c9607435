package org.forumcache.redis.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RedisClusterIT {
    private final RedisCluster cluster = RedisCluster.open();

    @BeforeEach
    void bringEverybodyBack() {
        cluster.nodes().stream().filter(node -> !node.isRunning()).forEach(RedisServer::start);
        cluster.waitUntilStable();
        cluster.masters().forEach(master -> master.command("FLUSHALL"));
    }

    @AfterAll
    void closeCluster() {
        cluster.close();
    }

    @Test
    void threeMastersServeAllSlotsWithAReplicaEach() {
        RedisServer master = cluster.masterOf("a");

        master.command("SET", "a", "one");

        assertThat(cluster.nodes()).hasSize(6);
        assertThat(cluster.masters()).hasSize(3);
        assertThat(cluster.uri()).matches("redis://127.0.0.1:\\d+(,127.0.0.1:\\d+){5}");
        assertThat(master.command("GET", "a")).isEqualTo("one");
        assertThat(cluster.replicaOf("a").info("replication"))
                .containsEntry("role", "slave")
                .containsEntry("master_port", Integer.toString(master.port()));
    }

    @Test
    void otherMastersSendClientsOn() {
        RedisServer other = otherThan(cluster.masterOf("a"));

        assertThatThrownBy(() -> other.command("GET", "a"))
                .isInstanceOf(RedisErrorReply.class)
                .hasMessage("MOVED " + cluster.slotOf("a") + " 127.0.0.1:"
                        + cluster.masterOf("a").port());
    }

    @Test
    void killedMasterIsReplacedByItsReplicaAndComesBackAsOne() {
        RedisServer replica = cluster.replicaOf("a");

        RedisServer killed = cluster.killMasterOf("a");
        cluster.waitUntilStable();
        RedisServer successor = cluster.masterOf("a");
        killed.start();
        cluster.waitUntilStable();

        assertThat(successor).isSameAs(replica);
        assertThat(cluster.replicaOf("a")).isSameAs(killed);
    }

    @Test
    void slotMovesWithItsKeys() {
        RedisServer from = cluster.masterOf("{moving}a");
        RedisServer to = otherThan(from);
        from.command("MSET", "{moving}a", "one", "{moving}b", "two");

        cluster.migrateSlot(cluster.slotOf("{moving}a"), to);

        assertThat(cluster.masterOf("{moving}a")).isSameAs(to);
        assertThat(to.command("MGET", "{moving}a", "{moving}b")).isEqualTo("one\ntwo");
    }

    @Test
    void halfMovedSlotAsksClientsToLookElsewhere() {
        RedisServer from = cluster.masterOf("{half}a");
        RedisServer to = otherThan(from);
        from.command("MSET", "{half}a", "one", "{half}b", "two");
        SlotMigration migration = cluster.migration(cluster.slotOf("{half}a"), to);

        migration.begin();
        int moved = migration.moveKeys(1);

        assertThat(moved).isEqualTo(1);
        // Redis 6.2 sends the client on, Redis 7 asks it to try again.
        assertThatThrownBy(() -> from.command("MGET", "{half}a", "{half}b"))
                .hasMessageMatching("(?s)(ASK|TRYAGAIN) .*");
        assertThatThrownBy(() -> from.command("GET", "{half}c")).hasMessageStartingWith("ASK ");
        migration.finish();
        assertThat(to.command("MGET", "{half}a", "{half}b")).isEqualTo("one\ntwo");
    }

    @Test
    void masterKilledDuringAMoveIsReplacedOnceTheMoveIsAbandoned() {
        RedisServer replica = cluster.replicaOf("{lost}a");
        RedisServer to = otherThan(cluster.masterOf("{lost}a"));
        SlotMigration migration = cluster.migration(cluster.slotOf("{lost}a"), to);
        migration.begin();

        cluster.killMasterOf("{lost}a");
        migration.abandon();
        cluster.waitUntilStable();

        assertThat(cluster.masterOf("{lost}a")).isSameAs(replica);
    }

    private RedisServer otherThan(RedisServer master) {
        return cluster.masters().stream()
                .filter(other -> other != master)
                .findFirst()
                .orElseThrow();
    }
}
