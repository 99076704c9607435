package org.forumcache.redis.server;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The move of one slot of a Cluster from its owner to another master, in steps, so that a test can stop between any two.
 *
 * <p>Between {@link #begin()} and {@link #finish()} the old owner answers ASK for keys that it has handed over. If one of the two
 * is killed in between, the Cluster does not become stable by itself: Redis leaves it to the operator what becomes of the slot.
 */
public final class SlotMigration {
    private static final int BATCH = 100;
    private static final String MIGRATE_MILLIS = "5000";

    private final RedisCluster cluster;
    private final String slot;
    private final RedisServer from;
    private final RedisServer to;

    SlotMigration(RedisCluster cluster, int slot, RedisServer to) {
        this.cluster = cluster;
        this.slot = Integer.toString(slot);
        this.from = cluster.masterOf(slot);
        this.to = to;
    }

    /** Announces the move to the two. */
    public void begin() {
        to.command("CLUSTER", "SETSLOT", slot, "IMPORTING", from.command("CLUSTER", "MYID"));
        from.command("CLUSTER", "SETSLOT", slot, "MIGRATING", to.command("CLUSTER", "MYID"));
    }

    /** Moves at most so many keys; returns how many that were. */
    public int moveKeys(int most) {
        List<String> keys = from.command("CLUSTER", "GETKEYSINSLOT", slot, Integer.toString(most))
                .lines()
                .toList();
        if (keys.isEmpty()) {
            return 0;
        }
        List<String> migrate =
                new ArrayList<>(List.of("MIGRATE", "127.0.0.1", Integer.toString(to.port()), "", "0", MIGRATE_MILLIS));
        migrate.addAll(to.credentials().forMigrate());
        migrate.add("KEYS");
        migrate.addAll(keys);
        from.command(migrate.toArray(String[]::new));
        return keys.size();
    }

    /** Moves what is left and tells every master who owns the slot now. */
    public void finish() {
        int moved;
        do {
            moved = moveKeys(BATCH);
        } while (moved > 0);
        String owner = to.command("CLUSTER", "MYID");
        // The new owner first: were it the old one, nobody would own the slot for a moment.
        to.command("CLUSTER", "SETSLOT", slot, "NODE", owner);
        from.command("CLUSTER", "SETSLOT", slot, "NODE", owner);
        for (RedisServer master : cluster.masters()) {
            master.command("CLUSTER", "SETSLOT", slot, "NODE", owner);
        }
    }

    /** Leaves the slot to whoever owns it; keys that were moved already are out of reach. */
    public void abandon() {
        Stream.of(from, to)
                .filter(RedisServer::isRunning)
                .forEach(node -> node.command("CLUSTER", "SETSLOT", slot, "STABLE"));
    }
}
