package org.forumcache.redis.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;

/** The temporary directory of one server: its configuration, its log, its snapshot and copies of that. */
record RedisDirectory(Path path) {
    private static final String SNAPSHOT = "dump.rdb";

    static RedisDirectory create() {
        try {
            return new RedisDirectory(Files.createTempDirectory("redis-for-tests-"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a directory for a Redis server", e);
        }
    }

    Path log() {
        return path.resolve("redis.log");
    }

    Path copySnapshot() {
        try {
            Path copy = Files.createTempFile(path, "snapshot-", ".rdb");
            return Files.copy(path.resolve(SNAPSHOT), copy, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy the snapshot", e);
        }
    }

    void restoreSnapshot(Path copy) {
        try {
            Files.copy(copy, path.resolve(SNAPSHOT), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot restore the snapshot", e);
        }
    }

    void deleteSnapshot() {
        try {
            Files.deleteIfExists(path.resolve(SNAPSHOT));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete the snapshot", e);
        }
    }

    void delete() {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + path, e);
        }
    }
}
