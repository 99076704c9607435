package org.forumcache.benchmarks;

import org.forumcache.benchmarks.peers.Lists;
import org.forumcache.benchmarks.peers.Way;

/** One way to invalidate a category in a key space of one size, with a reader beside it. For one thread. */
final class InvalidationSpace implements AutoCloseable {
    private final Lists lists;
    private final int pages;
    private final Stall stall;

    /**
     * What one invalidation took.
     *
     * @param nanos until it returned
     * @param stalled the longest read of something else meanwhile, in nanoseconds
     */
    record Sample(long nanos, long stalled) {

        /** As {@link #toString} says it. */
        static Sample parse(String text) {
            int space = text.indexOf(' ');
            return new Sample(Long.parseLong(text.substring(0, space)), Long.parseLong(text.substring(space + 1)));
        }

        @Override
        public String toString() {
            return nanos + " " + stalled;
        }
    }

    /**
     * Fills a key space.
     *
     * @param keys in all, the lists among them
     * @param pages how many lists there are
     */
    static InvalidationSpace open(Way way, String redis, int keys, int pages) {
        return new InvalidationSpace(way.open(redis), keys - pages, pages);
    }

    private InvalidationSpace(Lists lists, int others, int pages) {
        this.lists = lists;
        this.pages = pages;
        lists.surround(others);
        this.stall = new Stall(number -> lists.readAnother(number % Math.max(1, others)));
    }

    /** Caches all lists and invalidates them. */
    Sample sample() {
        lists.fill(pages);
        if (!lists.isCached(pages)) {
            throw new IllegalStateException("a list was not cached");
        }
        stall.reset();
        long start = System.nanoTime();
        lists.invalidate();
        long nanos = System.nanoTime() - start;
        long stalled = stall.longest();
        if (lists.isCached(pages)) {
            throw new IllegalStateException("a list was not invalidated");
        }
        return new Sample(nanos, stalled);
    }

    @Override
    public void close() throws InterruptedException {
        stall.close();
        lists.close();
    }
}
