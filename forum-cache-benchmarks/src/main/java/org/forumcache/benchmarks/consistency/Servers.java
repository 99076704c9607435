package org.forumcache.benchmarks.consistency;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.forumcache.redis.server.RedisServer;

/** The servers of a run, a replica of Redis included, and every node's way to them. */
final class Servers implements AutoCloseable {
    private final EmbeddedPostgres database;
    private final List<Wires> wires = new ArrayList<>();
    private volatile RedisServer redis = RedisServer.open();
    private RedisServer replica = RedisServer.open();

    private Servers(EmbeddedPostgres database) {
        this.database = database;
        follow(replica, redis);
    }

    static Servers start() {
        try {
            return new Servers(EmbeddedPostgres.builder().start());
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not start", e);
        }
    }

    private static void follow(RedisServer follower, RedisServer master) {
        follower.command("REPLICAOF", "127.0.0.1", Integer.toString(master.port()));
    }

    /** A way to the servers for one more node. */
    Wires wire() {
        Wires fresh = Wires.to(redis.port(), database.getPort());
        wires.add(fresh);
        return fresh;
    }

    List<Wires> wires() {
        return List.copyOf(wires);
    }

    /** The Redis that all nodes use. */
    RedisServer redis() {
        return redis;
    }

    /** The database without any network in between. */
    DataSource database() {
        return database.getPostgresDatabase();
    }

    /**
     * Puts the replica in the place of Redis, whether that still runs or not, and makes it a replica in turn.
     *
     * @param betweenNodes runs before each node is led to the new one
     */
    void promoteReplica(Runnable betweenNodes) {
        RedisServer former = redis;
        replica.command("REPLICAOF", "NO", "ONE");
        redis = replica;
        for (Wires way : wires) {
            betweenNodes.run();
            way.redis().leadTo(redis.port());
        }
        former.kill();
        former.startEmpty();
        follow(former, redis);
        replica = former;
    }

    @Override
    public void close() {
        wires.forEach(Wires::close);
        redis.close();
        replica.close();
        try {
            database.close();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not end", e);
        }
    }
}
