package org.forumcache.spring;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * Records that have been applied and wait to be deleted. Bounded: what does not fit stays in the table, and the relays
 * apply it once more and delete it. Safe for all threads, and never waits.
 */
final class ForgettingQueue {
    static final int MAX_SIZE = 10_000;

    private final ArrayBlockingQueue<Long> waiting = new ArrayBlockingQueue<>(MAX_SIZE);

    /** Takes as many of the records as there is room for. */
    void add(List<Long> ids) {
        for (Long id : ids) {
            if (!waiting.offer(id)) {
                return;
            }
        }
    }

    /** Everything that waits, which no longer does. */
    List<Long> takeAll() {
        List<Long> ids = new ArrayList<>();
        waiting.drainTo(ids);
        return ids;
    }
}
