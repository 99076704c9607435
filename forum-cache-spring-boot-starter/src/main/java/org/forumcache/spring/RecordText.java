package org.forumcache.spring;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.forumcache.Invalidation;

/**
 * The names in one recorded row, in format {@value #FORMAT}: texts of keys, and bare slugs of groups, each list
 * separated by white space. Neither a key nor a slug contains any.
 */
record RecordText(String keys, String groups) {
    static final int FORMAT = 1;

    /** How many names one row holds at most: what a backend invalidates in one go. */
    static final int MAX_NAMES = 500;

    /** The rows that an invalidation needs; none if it names nothing. */
    static List<RecordText> of(Invalidation invalidation) {
        List<String> keys = List.copyOf(invalidation.keys());
        List<String> groups = List.copyOf(invalidation.groups());
        List<RecordText> rows = new ArrayList<>();
        for (int from = 0; from < keys.size() + groups.size(); from += MAX_NAMES) {
            int to = from + MAX_NAMES;
            rows.add(new RecordText(part(keys, from, to), part(groups, from - keys.size(), to - keys.size())));
        }
        return rows;
    }

    private static String part(List<String> names, int from, int to) {
        return String.join("\n", names.subList(within(names, from), within(names, to)));
    }

    private static int within(Collection<String> names, int index) {
        return Math.max(0, Math.min(index, names.size()));
    }

    /**
     * What is named here.
     *
     * @throws IllegalArgumentException if these are no names of entries and groups
     */
    Invalidation invalidation() {
        Set<String> named = names(keys);
        Set<String> inGroups = names(groups);
        if (named.isEmpty() && inGroups.isEmpty()) {
            throw new IllegalArgumentException("it names nothing");
        }
        return new Invalidation(named, inGroups);
    }

    private static Set<String> names(String text) {
        Set<String> names = new LinkedHashSet<>();
        Stream.of(text.strip().split("\\s+")).filter(name -> !name.isEmpty()).forEach(names::add);
        return names;
    }
}
