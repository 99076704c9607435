package org.forumcache.redis.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** What a test's server is to be like; each call adds lines to its configuration file. */
public final class RedisServerBuilder {
    private final RedisBinary binary = RedisBinary.chosen();
    private final List<String> lines = new ArrayList<>();
    private Credentials credentials = Credentials.NONE;
    private RedisMode mode = RedisMode.SERVER;

    RedisServerBuilder() {}

    /** Asks clients for a password. */
    public RedisServerBuilder password(String password) {
        credentials = new Credentials("", password);
        return option("requirepass", password).option("masterauth", password);
    }

    /** Lets nobody in but this user, who may do everything. */
    public RedisServerBuilder user(String name, String password) {
        credentials = new Credentials(name, password);
        return option("user", "default", "off").option("user", name, "on", ">" + password, "~*", "&*", "+@all");
    }

    /** Bounds the memory, such as {@code 20mb}, and says what to evict, such as {@code allkeys-random}. */
    public RedisServerBuilder maxMemory(String bytes, String policy) {
        return option("maxmemory", bytes).option("maxmemory-policy", policy);
    }

    /** Copies the other server, of which it takes the credentials over as well. */
    public RedisServerBuilder replicaOf(RedisServer master) {
        Credentials others = master.credentials();
        if (!others.user().isEmpty()) {
            user(others.user(), others.password())
                    .option("masteruser", others.user())
                    .option("masterauth", others.password());
        } else if (!others.password().isEmpty()) {
            password(others.password());
        }
        return option("replicaof", "127.0.0.1", Integer.toString(master.port()));
    }

    /** Makes it a node of a Cluster whose nodes are given up after that long. */
    RedisServerBuilder clusterNode(Duration nodeTimeout) {
        return option("cluster-enabled", "yes")
                .option("cluster-config-file", "nodes.conf")
                .option("cluster-node-timeout", Long.toString(nodeTimeout.toMillis()));
    }

    /** Makes it a Sentinel. */
    RedisServerBuilder sentinel() {
        mode = RedisMode.SENTINEL;
        return this;
    }

    /** Adds one directive of the configuration file, its words quoted as needed. */
    public RedisServerBuilder option(String directive, String... words) {
        StringJoiner line = new StringJoiner(" ");
        line.add(directive);
        for (String word : words) {
            line.add('"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
        }
        lines.add(line.toString());
        return this;
    }

    /** Starts it and waits until it answers. */
    public RedisServer open() {
        return RedisServer.open(new RedisConfiguration(binary, mode, lines, credentials));
    }
}
