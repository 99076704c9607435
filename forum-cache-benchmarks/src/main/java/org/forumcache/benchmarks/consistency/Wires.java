package org.forumcache.benchmarks.consistency;

import java.io.UncheckedIOException;
import org.forumcache.redis.server.TcpProxy;

/** A node's own network: the way to Redis, and the way to the database. */
record Wires(TcpProxy redis, TcpProxy database) implements AutoCloseable {
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final long RETRY_NANOS = 100_000_000;

    static Wires to(int redisPort, int databasePort) {
        return new Wires(TcpProxy.to(redisPort), TcpProxy.to(databasePort));
    }

    /**
     * Undoes whatever was done to it. A port that another program has taken while it was cut is waited for.
     *
     * @throws UncheckedIOException if it keeps it for a minute
     */
    void heal() {
        heal(redis);
        heal(database);
    }

    private static void heal(TcpProxy proxy) {
        long patience = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            try {
                proxy.heal();
                return;
            } catch (UncheckedIOException taken) {
                if (System.nanoTime() > patience) {
                    throw taken;
                }
                Pause.nanos(RETRY_NANOS);
            }
        }
    }

    /** The address of the database through this, for JDBC; nobody waits longer than a few seconds for it. */
    String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + database.port() + "/postgres?user=postgres"
                + "&connectTimeout=2&loginTimeout=2&socketTimeout=3"
                + "&options=-c%20lock_timeout=2000%20-c%20idle_in_transaction_session_timeout=4000";
    }

    @Override
    public void close() {
        redis.close();
        database.close();
    }
}
