package org.forumcache.redis.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;

/** The redis-server inside the embedded-redis artifact, unpacked into a file that the end of the JVM deletes. */
final class BundledRedis {
    private BundledRedis() {}

    static Path unpack() {
        String name = "redis-server-" + build(System.getProperty("os.name"), System.getProperty("os.arch"));
        try (InputStream bytes = BundledRedis.class.getResourceAsStream("/" + name)) {
            if (bytes == null) {
                throw new IllegalStateException(
                        name + " is not on the class path; add com.github.codemonstur:embedded-redis in scope test");
            }
            Path program = Files.createTempFile("redis-server-", "");
            program.toFile().deleteOnExit();
            Files.copy(bytes, program, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
            return program;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack " + name, e);
        }
    }

    /** The part of the resource's name that tells systems apart. */
    private static String build(String system, String architecture) {
        boolean arm = architecture.equals("aarch64") || architecture.equals("arm64");
        String os = system.toLowerCase(Locale.ROOT);
        if (os.startsWith("linux")) {
            return arm ? "6.2.7-linux-arm64" : "6.2.6-v5-linux-amd64";
        }
        if (os.startsWith("mac")) {
            return arm ? "6.2.6-v5-darwin-arm64" : "6.2.6-v5-darwin-amd64";
        }
        throw new IllegalStateException("the bundled Redis does not run on " + system
                + "; name a server program with -Dredis.server=<path of redis-server>");
    }
}
