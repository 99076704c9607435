package org.forumcache.benchmarks;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;

/** A thread that reads without end, and the longest that a read took. Closing it ends the thread. */
final class Stall implements AutoCloseable {
    private final AtomicLong longest = new AtomicLong();
    private final Thread reader;
    private volatile boolean ended;

    /**
     * Starts to read.
     *
     * @param read is told the number of the read
     */
    Stall(IntConsumer read) {
        this.reader = new Thread(
                () -> {
                    for (int number = 0; !ended; number = (number + 1) & Integer.MAX_VALUE) {
                        long start = System.nanoTime();
                        read.accept(number);
                        longest.accumulateAndGet(System.nanoTime() - start, Math::max);
                    }
                },
                "reader");
        reader.setDaemon(true);
        reader.start();
    }

    /** Forgets what was, and begins anew. */
    void reset() {
        longest.set(0);
    }

    /** The longest read that ended since, in nanoseconds. */
    long longest() {
        return longest.get();
    }

    @Override
    public void close() throws InterruptedException {
        ended = true;
        reader.join();
    }
}
