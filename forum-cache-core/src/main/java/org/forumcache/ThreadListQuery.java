package org.forumcache;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which page of which thread list.
 *
 * @param categorySlug the category, or {@code all} for every category; 1 to 255 of {@code A-Z a-z 0-9 _ -}
 * @param page the page, from 1
 * @param limit threads a page, from 1
 * @param filters what else selects or orders threads: strings, numbers, booleans, {@code null}, and lists and maps of
 *     them; copied, but lists and maps inside must not change afterwards
 */
public record ThreadListQuery(String categorySlug, int page, int limit, Map<String, ?> filters) {
    /** The names of filters that order. */
    private static final Set<String> ORDERS = Set.of("sort", "ordering");

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if a part is out of range; the message names it
     */
    public ThreadListQuery {
        CacheKeys.requireSlug("categorySlug", categorySlug);
        requirePositive("page", page);
        requirePositive("limit", limit);
        if (filters == null) {
            throw new IllegalArgumentException("filters is null; use an empty map for none");
        }
        filters = Collections.unmodifiableMap(new LinkedHashMap<>(filters));
    }

    /** A page of a category without filters. */
    public static ThreadListQuery of(String categorySlug, int page, int limit) {
        return new ThreadListQuery(categorySlug, page, limit, Map.of());
    }

    /** Whether something selects threads, and not only orders them. A filter without a value selects nothing. */
    boolean isFiltered() {
        return filters.entrySet().stream()
                .anyMatch(filter -> !ORDERS.contains(filter.getKey()) && !isEmpty(filter.getValue()));
    }

    private static boolean isEmpty(@Nullable Object value) {
        return value == null || value.equals("") || value.equals(List.of());
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + "; it counts from 1");
        }
    }
}
