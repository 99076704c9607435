package org.forumcache.server.view;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.forumcache.server.thread.ThreadViews;
import org.jspecify.annotations.Nullable;

/**
 * The views of threads that have not been written to the database yet.
 *
 * <p>Counting is lock-free for a thread that is already being counted, and no view that was taken in is lost or counted
 * twice, whatever drains meanwhile. At most {@code maxThreads} threads are counted between two drains; views of any
 * further thread are dropped, and their number is reported. A crash loses what was not drained. Safe for all threads.
 */
final class ViewCounter implements ThreadViews {
    private final int maxThreads;
    private final Map<String, Tally> tallies = new ConcurrentHashMap<>();
    private final AtomicInteger threads = new AtomicInteger();
    private final Queue<Late> late = new ConcurrentLinkedQueue<>();
    private final LongAdder dropped = new LongAdder();

    /** @param maxThreads how many different threads are counted between two drains */
    ViewCounter(int maxThreads) {
        if (maxThreads < 1) {
            throw new IllegalArgumentException("maxThreads must be at least 1, but is " + maxThreads + ".");
        }
        this.maxThreads = maxThreads;
    }

    @Override
    public void viewed(String slug) {
        count(slug, 1);
    }

    /** Takes everything counted so far out of memory, ordered by slug. One caller at a time. */
    SortedMap<String, Long> drain() {
        SortedMap<String, Long> drained = new TreeMap<>();
        for (String slug : List.copyOf(tallies.keySet())) {
            Tally tally = tallies.remove(slug);
            if (tally != null) {
                threads.decrementAndGet();
                addTo(drained, slug, tally);
            }
        }
        for (Late straggler = late.poll(); straggler != null; straggler = late.poll()) {
            addTo(drained, straggler.slug(), straggler.tally());
        }
        return drained;
    }

    /** Takes back views that could not be written; the bound holds for them too. */
    void putBack(Map<String, Long> views) {
        views.forEach(this::count);
    }

    /** Takes the number of views dropped since the last call. */
    long takeDropped() {
        return dropped.sumThenReset();
    }

    private void count(String slug, long views) {
        Tally tally = tallyOf(slug);
        if (tally == null) {
            dropped.add(views);
            return;
        }
        tally.counted.add(views);
        if (tallies.get(slug) != tally) {
            // Drained meanwhile, and perhaps summed before these views came in: the next drain sums it again.
            late.add(new Late(slug, tally));
        }
    }

    private @Nullable Tally tallyOf(String slug) {
        Tally known = tallies.get(slug);
        return known == null ? admit(slug) : known;
    }

    private @Nullable Tally admit(String slug) {
        if (threads.incrementAndGet() > maxThreads) {
            threads.decrementAndGet();
            return tallies.get(slug);
        }
        Tally fresh = new Tally();
        Tally earlier = tallies.putIfAbsent(slug, fresh);
        if (earlier == null) {
            return fresh;
        }
        threads.decrementAndGet();
        return earlier;
    }

    private static void addTo(Map<String, Long> drained, String slug, Tally tally) {
        long views = tally.take();
        if (views > 0) {
            drained.merge(slug, views, Long::sum);
        }
    }

    /** The views of one thread. It only grows; what was taken is remembered, so a late view is taken by a later take. */
    private static final class Tally {
        private final LongAdder counted = new LongAdder();
        private long taken;

        private long take() {
            long fresh = counted.sum() - taken;
            taken += fresh;
            return fresh;
        }
    }

    /** A tally that was added to after it had left the map. */
    private record Late(String slug, Tally tally) {}
}
