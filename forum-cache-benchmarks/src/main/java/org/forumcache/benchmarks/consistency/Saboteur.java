package org.forumcache.benchmarks.consistency;

/** Whoever can break things of one sort. */
interface Saboteur {
    /**
     * Breaks it, for as long as planned.
     *
     * @return what was hit
     */
    String strike(FaultPlan.Planned fault);
}
