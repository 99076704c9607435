package org.forumcache;

import java.util.function.DoubleSupplier;

/**
 * The decision to load a document anew shortly before it expires, taken by each reader at random.
 *
 * <p>The nearer the expiry and the slower the load, the likelier: a reader refreshes when the time left is below
 * {@code -ln(random) × load time}. So one early reader pays, long before many late ones would. Source: Vattani,
 * Chierichetti, Lowenstein: Optimal Probabilistic Cache Stampede Prevention, VLDB 2015.
 */
final class EarlyRefresh {
    /** No random double has a larger negative logarithm. */
    private static final long MAX_LOAD_TIMES = 38;

    private final DoubleSupplier random;

    EarlyRefresh(DoubleSupplier random) {
        this.random = random;
    }

    boolean isDue(Lookup.Hit hit) {
        long loadNanos = hit.entry().loadNanos();
        // Nearly every hit ends here, without a logarithm.
        if (hit.nanosLeft() > loadNanos * MAX_LOAD_TIMES) {
            return false;
        }
        return hit.nanosLeft() < -Math.log(1 - random.getAsDouble()) * loadNanos;
    }
}
