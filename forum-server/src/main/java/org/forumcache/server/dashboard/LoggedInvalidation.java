package org.forumcache.server.dashboard;

import java.util.List;
import java.util.Set;
import org.forumcache.Invalidation;

/**
 * One invalidation as the dashboard lists it.
 *
 * @param number counts them, from 1
 * @param time milliseconds since 1970
 * @param cause what was behind it
 * @param about what it happened to, or who did it
 * @param keys the first of the entries that it made outdated
 * @param groups the categories whose lists it made outdated
 * @param more how many entries are not shown
 */
record LoggedInvalidation(
        long number, long time, String cause, String about, List<String> keys, List<String> groups, int more) {
    /** An edited category takes the pages of all its threads with it. */
    private static final int MAX_KEYS = 12;

    LoggedInvalidation {
        keys = List.copyOf(keys);
        groups = List.copyOf(groups);
    }

    LoggedInvalidation(long number, long time, Cause cause, Invalidation invalidation) {
        this(
                number,
                time,
                cause.name(),
                cause.about(),
                sorted(invalidation.keys()).stream().limit(MAX_KEYS).toList(),
                sorted(invalidation.groups()),
                Math.max(0, invalidation.keys().size() - MAX_KEYS));
    }

    private static List<String> sorted(Set<String> texts) {
        return texts.stream().sorted().toList();
    }
}
