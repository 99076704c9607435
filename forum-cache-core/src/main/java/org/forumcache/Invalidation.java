package org.forumcache;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Which cached documents a write has made outdated: single entries by key, thread lists by category.
 *
 * <p>Immutable. Categories always come with {@code all}: a list of one category and the list of all of them show the
 * same threads, and the overview of all categories shows each.
 *
 * @param keys texts of keys of threads and categories
 * @param groups categories whose thread lists are outdated; {@code all} is added to any others
 */
public record Invalidation(Set<String> keys, Set<String> groups) {
    /** The pseudo-category whose lists show the threads of every category. */
    public static final String ALL = "all";

    public Invalidation {
        keys.forEach(CacheKeys::requireKey);
        groups.forEach(group -> CacheKeys.requireSlug("group", group));
        keys = Set.copyOf(keys);
        groups = groups.isEmpty() ? Set.of() : union(groups, Set.of(ALL));
    }

    /** One thread's page. */
    public static Invalidation thread(String slug) {
        return new Invalidation(Set.of(CacheKeys.thread(slug)), Set.of());
    }

    /** Every page of a category's thread lists, and of the lists of all categories. */
    public static Invalidation threadLists(String categorySlug) {
        return new Invalidation(Set.of(), Set.of(CacheKeys.requireSlug("categorySlug", categorySlug)));
    }

    /** One category's page, and the overview of all categories. */
    public static Invalidation category(String slug) {
        return new Invalidation(union(Set.of(CacheKeys.category(slug)), Set.of(CacheKeys.category(ALL))), Set.of());
    }

    /** What an event makes outdated. */
    public static Invalidation of(ForumEvent event) {
        if (event instanceof ForumEvent.Listed listed) {
            return thread(listed.thread()).and(threadLists(listed.category()));
        } else if (event instanceof ForumEvent.ThreadMoved moved) {
            return thread(moved.thread()).and(threadLists(moved.from())).and(threadLists(moved.to()));
        } else if (event instanceof ForumEvent.Reaction reaction) {
            return thread(reaction.thread());
        } else if (event instanceof ForumEvent.CategoryCreated created) {
            return category(created.category()).and(threadLists(created.category()));
        } else if (event instanceof ForumEvent.CategoryEdited edited) {
            return edited(edited);
        }
        // Java 17 does not check that all cases are there; a test with every event does.
        throw new IllegalArgumentException("no rule says what " + event + " makes outdated");
    }

    private static Invalidation edited(ForumEvent.CategoryEdited event) {
        Set<String> keys = new LinkedHashSet<>();
        event.threads().forEach(thread -> keys.add(CacheKeys.thread(thread)));
        event.children().forEach(child -> keys.add(CacheKeys.category(child)));
        return category(event.category()).and(threadLists(event.category())).and(new Invalidation(keys, Set.of()));
    }

    /** This and the other together. */
    public Invalidation and(Invalidation other) {
        return new Invalidation(union(keys, other.keys), union(groups, other.groups));
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> union = new LinkedHashSet<>(some);
        union.addAll(others);
        return Set.copyOf(union);
    }
}
