package org.forumcache.benchmarks.peers;

/**
 * The cached lists of one category, among other entries, and the cache's own way to invalidate them all. Closing it frees
 * what it holds. Filling and invalidating is for one thread, reading for any.
 */
public interface Lists extends AutoCloseable {

    /** Stores as many other entries, of which none is invalidated, if this cache has not got them from elsewhere. */
    void surround(int entries);

    /** Stores the lists of all these pages, from 1. */
    void fill(int pages);

    /** Makes all of them unusable. */
    void invalidate();

    boolean isCached(int page);

    /** Looks up one of the other entries. */
    void readAnother(int entry);

    @Override
    void close();
}
