package org.forumcache.redis.server;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The server program that tests run.
 *
 * <p>The system property {@code redis.server} chooses it: the path of a program, or {@code bundled} for the one inside the
 * embedded-redis artifact. Without the property it is the newest {@code redis-server} or {@code valkey-server} on the PATH,
 * and the bundled one if there is none.
 */
public final class RedisBinary {
    private static final String PROPERTY = "redis.server";
    private static final String BUNDLED = "bundled";

    private final Path path;
    private final RedisVersion version;

    private RedisBinary(Path path, RedisVersion version) {
        this.path = path;
        this.version = version;
    }

    /** The one program of this JVM; its version is printed when it is first asked for. */
    public static RedisBinary chosen() {
        return Chosen.BINARY;
    }

    static RedisBinary choose(String wanted, String searchPath) {
        if (wanted.equals(BUNDLED)) {
            return at(BundledRedis.unpack());
        }
        if (!wanted.isEmpty()) {
            return at(named(wanted));
        }
        return newestOn(searchPath).orElseGet(() -> at(BundledRedis.unpack()));
    }

    public Path path() {
        return path;
    }

    public RedisVersion version() {
        return version;
    }

    /** Whether the program was built with TLS: it knows the directive tls-port. */
    public boolean supportsTls() {
        // The first directive a server does not know ends it, with that directive in the message.
        return !output(path, "--tls-port", "0", "--no-such-directive", "0").contains("tls-port");
    }

    @Override
    public String toString() {
        return version + ", " + path;
    }

    private static Path named(String wanted) {
        Path program = Path.of(wanted);
        if (!Files.isExecutable(program)) {
            throw new IllegalStateException(PROPERTY + "=" + wanted
                    + " is no program; give the path of a redis-server, or " + BUNDLED + ", or leave it out");
        }
        return program;
    }

    private static Optional<RedisBinary> newestOn(String searchPath) {
        return Arrays.stream(searchPath.split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder -> Stream.of("redis-server", "valkey-server").map(Path.of(folder)::resolve))
                .filter(Files::isExecutable)
                .map(RedisBinary::at)
                .max(Comparator.comparing(RedisBinary::version));
    }

    private static RedisBinary at(Path program) {
        return new RedisBinary(program, RedisVersion.parse(output(program, "--version")));
    }

    private static String output(Path program, String... arguments) {
        List<String> command = Stream.concat(Stream.of(program.toString()), Arrays.stream(arguments))
                .toList();
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + program, e);
        }
    }

    private static final class Chosen {
        static final RedisBinary BINARY = announced(
                choose(System.getProperty(PROPERTY, ""), Objects.requireNonNullElse(System.getenv("PATH"), "")));

        @SuppressWarnings("SystemOut") // who runs the tests must see which Redis they ran on
        private static RedisBinary announced(RedisBinary binary) {
            System.out.println("Redis for tests: " + binary);
            return binary;
        }
    }
}
