package org.forumcache.benchmarks.replay;

/** What an answer is about, as the figures are told apart. */
public enum Kind {
    THREAD,
    LIST,
    CATEGORY,
    /** A page of posts, which the forum does not cache. */
    UNCACHED,
    WRITE;

    public boolean isCached() {
        return this == THREAD || this == LIST || this == CATEGORY;
    }
}
