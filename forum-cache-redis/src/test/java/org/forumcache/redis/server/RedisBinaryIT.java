package org.forumcache.redis.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RedisBinaryIT {
    @TempDir
    private Path folder;

    @Test
    void bundledProgramRunsHere() {
        RedisBinary bundled = RedisBinary.choose("bundled", "");

        assertThat(bundled.version().major()).isEqualTo(6);
        assertThat(bundled.version().isAtLeast(6, 2)).isTrue();
    }

    @Test
    void newestProgramOnThePathIsChosen() throws IOException {
        program("older", "redis-server", "echo 'Redis server v=7.2.4 sha=0'");
        Path newest = program("newer", "valkey-server", "echo 'Valkey server v=7.10.1 sha=0'");

        RedisBinary chosen = RedisBinary.choose("", folder.resolve("older") + ":" + folder.resolve("newer"));

        assertThat(chosen.path()).isEqualTo(newest);
        assertThat(chosen.version()).isEqualTo(new RedisVersion(7, 10, 1));
    }

    @Test
    void bundledProgramIsChosenWhereThePathHasNone() {
        RedisBinary chosen = RedisBinary.choose("", folder.toString());

        assertThat(chosen.version().major()).isEqualTo(6);
    }

    @Test
    void namedProgramIsChosenWhateverIsOnThePath() throws IOException {
        Path named = program("named", "my-redis", "echo 'Redis server v=6.2.14 sha=0'");

        RedisBinary chosen = RedisBinary.choose(named.toString(), System.getenv("PATH"));

        assertThat(chosen.path()).isEqualTo(named);
    }

    @Test
    void wrongNameIsRefusedWithTheRemedy() {
        assertThatThrownBy(() -> RedisBinary.choose("/no/such/program", ""))
                .hasMessageContaining("redis.server=/no/such/program")
                .hasMessageContaining("bundled");
    }

    @Test
    void tlsIsSupportedByAProgramThatKnowsItsDirective() throws IOException {
        String complaint =
                "case \"$*\" in *--version*) echo 'Redis server v=7.0.0 sha=0';; *) echo 'Bad directive: %s';; esac";
        Path with = program("with", "redis-server", complaint.formatted("no-such-directive"));
        Path without = program("without", "redis-server", complaint.formatted("tls-port"));

        assertThat(RedisBinary.choose(with.toString(), "").supportsTls()).isTrue();
        assertThat(RedisBinary.choose(without.toString(), "").supportsTls()).isFalse();
    }

    private Path program(String subfolder, String name, String script) throws IOException {
        Path program = Files.createDirectories(folder.resolve(subfolder)).resolve(name);
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }
}
