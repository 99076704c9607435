package org.forumcache;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts of durations in buckets whose width grows with the duration: four to each power of two, so that a quantile is
 * off by less than a quarter. Recording is one atomic increment.
 */
final class LatencyHistogram {
    private static final int STEPS = 4;
    private static final int STEP_BITS = 2;

    private final AtomicLongArray buckets = new AtomicLongArray(Long.SIZE * STEPS);

    void record(long nanos) {
        buckets.incrementAndGet(bucket(Math.max(nanos, STEPS)));
    }

    /** The upper bound of the bucket in which the quantile lies; zero before the first record. */
    Duration quantile(double share) {
        long total = 0;
        for (int i = 0; i < buckets.length(); i++) {
            total += buckets.get(i);
        }
        long rank = (long) Math.ceil(total * share);
        long seen = 0;
        for (int i = 0; i < buckets.length(); i++) {
            seen += buckets.get(i);
            if (seen >= rank && seen > 0) {
                return Duration.ofNanos(upperBound(i));
            }
        }
        return Duration.ZERO;
    }

    private static int bucket(long nanos) {
        int power = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos);
        int step = (int) ((nanos >>> (power - STEP_BITS)) & (STEPS - 1));
        return power * STEPS + step;
    }

    private static long upperBound(int bucket) {
        int power = bucket / STEPS;
        return (long) (STEPS + bucket % STEPS + 1) << (power - STEP_BITS);
    }
}
