package org.forumcache.benchmarks.consistency;

/**
 * A fault that was injected.
 *
 * @param target what it hit
 * @param from when it began, in nanoseconds of the monotonic clock
 * @param to when it was healed
 */
record Fault(FaultKind kind, String target, long from, long to) {

    /** A fault that is healed now. */
    static Fault healed(FaultKind kind, String target, long from) {
        return new Fault(kind, target, from, System.nanoTime());
    }
}
