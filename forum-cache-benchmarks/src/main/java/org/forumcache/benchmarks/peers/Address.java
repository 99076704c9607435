package org.forumcache.benchmarks.peers;

import org.forumcache.CacheKeys;
import org.forumcache.ThreadListQuery;

/** What the entries of a measured key space are called. */
public final class Address {
    static final String CATEGORY = "orchids";

    private static final int LIMIT = 20;

    private Address() {}

    static ThreadListQuery query(int page) {
        return ThreadListQuery.of(CATEGORY, page, LIMIT);
    }

    static String list(int page) {
        return CacheKeys.threadList(query(page));
    }

    /** How the keys of all lists of the category begin. */
    static String prefix() {
        String key = list(1);
        return key.substring(0, key.indexOf(CATEGORY) + CATEGORY.length() + 1);
    }

    static String slug(int entry) {
        return "thread-" + entry;
    }

    /** The key of one of the entries around the lists. */
    public static String another(int entry) {
        return CacheKeys.thread(slug(entry));
    }
}
