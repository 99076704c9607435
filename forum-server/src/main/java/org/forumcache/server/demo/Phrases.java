package org.forumcache.server.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Hand-written lines by the word that begins each; a line that holds only the word is an empty one. */
record Phrases(Map<String, List<String>> byKey) {

    /** The lines of a key in the order they were written in; none if there is no such key. */
    List<String> of(String key) {
        return byKey.getOrDefault(key, List.of());
    }

    /** The only line of a key. */
    String one(String key) {
        List<String> lines = of(key);
        if (lines.size() != 1) {
            throw new IllegalStateException("expected one line of " + key + ", found " + lines.size());
        }
        return lines.get(0);
    }

    /** The words of the only line of a key. */
    List<String> words(String key) {
        return List.of(one(key).split(" ", -1));
    }

    static Phrases parse(List<String> lines) {
        Map<String, List<String>> byKey = new LinkedHashMap<>();
        for (String line : lines) {
            int space = line.indexOf(' ');
            String key = space < 0 ? line : line.substring(0, space);
            String text = space < 0 ? "" : line.substring(space + 1).strip();
            byKey.computeIfAbsent(key, any -> new ArrayList<>()).add(text);
        }
        return new Phrases(byKey);
    }

    /** Splits lines into blocks, each beginning with a line that has this key. */
    static List<Phrases> parseBlocks(List<String> lines, String key) {
        List<List<String>> blocks = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith(key + ' ')) {
                blocks.add(new ArrayList<>());
            }
            blocks.get(blocks.size() - 1).add(line);
        }
        return blocks.stream().map(Phrases::parse).toList();
    }

    /** The lines of a file beside this class that are not blank. */
    static List<String> read(String file) {
        try (InputStream in = Objects.requireNonNull(Phrases.class.getResourceAsStream(file), file);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.isBlank()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
