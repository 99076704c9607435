package org.forumcache.benchmarks.consistency;

import org.forumcache.redis.server.TcpProxy;

/** A node's own network: the way to Redis, and the way to the database. */
record Wires(TcpProxy redis, TcpProxy database) implements AutoCloseable {

    static Wires to(int redisPort, int databasePort) {
        return new Wires(TcpProxy.to(redisPort), TcpProxy.to(databasePort));
    }

    void heal() {
        redis.heal();
        database.heal();
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
