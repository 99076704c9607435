package org.forumcache.benchmarks.consistency;

import java.util.List;

/** How one read came to be stale. */
public record Episode(String title, List<Step> steps) {
    public Episode {
        steps = List.copyOf(steps);
    }

    /**
     * What somebody did.
     *
     * @param from when it began, in milliseconds before (negative) or after the stale read did
     * @param to when it ended; {@link Double#NaN} if nobody knows
     */
    public record Step(double from, double to, String who, String what) {}
}
