package org.forumcache.server.thread;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.forumcache.server.web.Refusal;

/** An order of threads, by its name in addresses: a column, with {@code -} before it for descending. */
record ThreadSort(String name) {
    private static final List<String> COLUMNS = List.of("created_at", "last_activity_at", "post_count", "view_count");
    private static final Map<String, ThreadSort> ALL = COLUMNS.stream()
            .flatMap(column -> Stream.of(column, "-" + column))
            .collect(Collectors.toUnmodifiableMap(Function.identity(), ThreadSort::new));

    static final ThreadSort DEFAULT = named("-last_activity_at");

    static ThreadSort named(String name) {
        ThreadSort sort = ALL.get(name);
        if (sort == null) {
            throw Refusal.badInput(
                    "sort", "sort must be one of " + String.join(", ", COLUMNS) + ", with - before it for descending.");
        }
        return sort;
    }

    /** The clause, of the table {@code thread} under the alias {@code t}; the id makes the order total. */
    String orderBy() {
        String direction = name.startsWith("-") ? " desc" : "";
        String column = name.startsWith("-") ? name.substring(1) : name;
        return "order by t." + column + direction + ", t.id" + direction;
    }
}
