package org.forumcache;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Counts of what the inspector finds. Readers that find no room for their sample do not wait for each other. */
final class Tally {
    private final LongAdder consistent = new LongAdder();
    private final LongAdder inconsistent = new LongAdder();
    private final LongAdder changed = new LongAdder();
    private final LongAdder undecided = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final AtomicLong longestNanos = new AtomicLong();

    void consistent() {
        consistent.increment();
    }

    void inconsistent(Duration age) {
        longestNanos.accumulateAndGet(age.toNanos(), Math::max);
        inconsistent.increment();
    }

    void changed() {
        changed.increment();
    }

    void undecided() {
        undecided.increment();
    }

    void dropped() {
        dropped.increment();
    }

    Inspection snapshot() {
        return new Inspection(
                consistent.sum(),
                inconsistent.sum(),
                changed.sum(),
                undecided.sum(),
                dropped.sum(),
                Duration.ofNanos(longestNanos.get()));
    }
}
