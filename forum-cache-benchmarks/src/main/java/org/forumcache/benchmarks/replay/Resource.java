package org.forumcache.benchmarks.replay;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Recorded data that lies beside these classes. */
final class Resource {
    private Resource() {}

    static InputStream open(String name) {
        return Objects.requireNonNull(Resource.class.getResourceAsStream(name), name);
    }

    /** The lines of a text that are not comments. */
    static List<String> lines(String name) {
        try (InputStream text = open(name)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the resource cannot be read: " + name, e);
        }
    }
}
