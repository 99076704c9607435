package org.forumcache.benchmarks.replay;

import java.util.Locale;

/**
 * What is replayed.
 *
 * @param zipf the exponent of the popularity of threads
 * @param writes the share of requests that write
 */
public record Cell(Behaviour behaviour, double zipf, double writes) {

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%s, Zipf %s, %s %% writes", behaviour.title(), Double.toString(zipf), percent());
    }

    /** The share of writes as people write it. */
    public String percent() {
        double percent = writes * 100;
        return percent == Math.rint(percent)
                ? String.format(Locale.ROOT, "%.0f", percent)
                : String.format(Locale.ROOT, "%.1f", percent);
    }
}
