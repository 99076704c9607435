package org.forumcache.benchmarks.consistency;

/**
 * A read that showed less than had been acknowledged when it started.
 *
 * @param register what it showed too old a version of
 * @param seen the version it showed; for a thread that was not there, the last it can have been absent at
 * @param acknowledged the highest version that was acknowledged when the read started
 * @param outdated when a higher version than the one seen was acknowledged first
 * @param excuse why the promise allows it, if it does
 */
record StaleRead(
        Page page, int node, Span span, int register, int seen, int acknowledged, long outdated, Excuse excuse) {

    /** From when to when, in nanoseconds of the monotonic clock. */
    record Span(long start, long end) {}

    /** How long it had been outdated when the read started. */
    long staleness() {
        return span.start() - outdated;
    }

    /** How many versions lie between; the fewer, the easier is it to see what happened. */
    int missed() {
        return acknowledged - seen;
    }
}
