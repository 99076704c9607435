package org.forumcache.redis.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Everything about a server but its port: its program, what it runs as, its own directives, who may use it. */
record RedisConfiguration(RedisBinary binary, RedisMode mode, List<String> lines, Credentials credentials) {
    private static final String FILE = "redis.conf";

    RedisConfiguration {
        lines = List.copyOf(lines);
    }

    /** Writes the configuration file; the server may rewrite it later. */
    void write(Path directory, int port) {
        List<String> all = new ArrayList<>();
        all.add("bind 127.0.0.1");
        all.add("port " + port);
        all.add("dir \"" + directory + "\"");
        if (mode == RedisMode.SERVER) {
            all.addAll(serverDefaults());
        }
        all.addAll(lines);
        try {
            Files.write(directory.resolve(FILE), all);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the configuration of a Redis server", e);
        }
    }

    /** The command line, which shows no secrets. */
    List<String> command(Path directory) {
        List<String> command = new ArrayList<>();
        command.add(binary.path().toString());
        command.add(directory.resolve(FILE).toString());
        if (mode == RedisMode.SENTINEL) {
            command.add("--sentinel");
        }
        return command;
    }

    private List<String> serverDefaults() {
        List<String> defaults = new ArrayList<>();
        defaults.add("save \"\"");
        defaults.add("appendonly no");
        // Replicas are there at once instead of after five seconds.
        defaults.add("repl-diskless-sync yes");
        defaults.add("repl-diskless-sync-delay 0");
        if (binary.version().isAtLeast(7, 0)) {
            defaults.add("enable-debug-command local");
            defaults.add("shutdown-timeout 0");
        }
        return defaults;
    }
}
