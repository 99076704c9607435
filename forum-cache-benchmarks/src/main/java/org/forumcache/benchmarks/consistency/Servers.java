package org.forumcache.benchmarks.consistency;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.forumcache.redis.server.RedisServer;

/** The servers of a run, and every node's way to them. */
final class Servers implements AutoCloseable {
    private final EmbeddedPostgres database;
    private final RedisServer redis;
    private final List<Wires> wires = new ArrayList<>();

    private Servers(EmbeddedPostgres database, RedisServer redis) {
        this.database = database;
        this.redis = redis;
    }

    static Servers start() {
        try {
            return new Servers(EmbeddedPostgres.builder().start(), RedisServer.open());
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not start", e);
        }
    }

    /** A way to the servers for one more node. */
    Wires wire() {
        Wires fresh = Wires.to(redis.port(), database.getPort());
        wires.add(fresh);
        return fresh;
    }

    String redisVersion() {
        return redis.version().toString();
    }

    @Override
    public void close() {
        wires.forEach(Wires::close);
        redis.close();
        try {
            database.close();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not end", e);
        }
    }
}
