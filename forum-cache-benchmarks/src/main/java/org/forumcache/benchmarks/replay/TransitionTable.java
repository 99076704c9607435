package org.forumcache.benchmarks.replay;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where visitors go from each page, and how often. Immutable. */
final class TransitionTable {
    static final String BACK = "Back";
    static final String END = "End";

    private final Map<String, Shares<String>> from = new HashMap<>();

    /**
     * Reads a table.
     *
     * @param lines a page each, and after it {@code page=share} for every page that follows it
     */
    TransitionTable(List<String> lines) {
        for (String line : lines) {
            String[] words = line.split(" ", -1);
            Map<String, Double> shares = new LinkedHashMap<>();
            for (int i = 1; i < words.length; i++) {
                int equals = words[i].indexOf('=');
                if (equals < 1) {
                    throw new IllegalArgumentException("page=share is expected: " + words[i]);
                }
                shares.put(words[i].substring(0, equals), Double.parseDouble(words[i].substring(equals + 1)));
            }
            from.put(words[0], new Shares<>(shares));
        }
    }

    /** What follows a page, or {@code null} if nothing does. */
    @Nullable
    Shares<String> after(String page) {
        return from.get(page);
    }
}
