package org.forumcache.benchmarks.consistency;

/** Whoever can break things of one sort. */
interface Saboteur {
    /**
     * Breaks it, heals it after as long as planned, and says what was hit from when on.
     */
    Fault strike(FaultPlan.Planned fault);
}
