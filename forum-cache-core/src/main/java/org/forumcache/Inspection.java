package org.forumcache;

import java.time.Duration;

/**
 * What the comparison of hits with the database has found since the cache was built.
 *
 * @param consistent hits that showed what the database held a second later
 * @param inconsistent hits from an entry that the cache went on serving although the database had replaced its document
 *     three seconds before
 * @param changed hits whose document was replaced in the database and in the cache meanwhile, so that nobody can tell
 * @param undecided hits that could not be judged because the loader or the backend failed, or the difference passed
 * @param dropped sampled hits that were not compared, because comparing them would have cost too much
 * @param longest for how long an inconsistent entry was seen being served, at the least; zero if there was none
 */
public record Inspection(
        long consistent, long inconsistent, long changed, long undecided, long dropped, Duration longest) {

    /** How many hits were compared. */
    public long inspected() {
        return consistent + inconsistent + changed + undecided;
    }

    /**
     * How many nines the share of consistent hits has, of all that could be judged: 3 for 99.9 %. Reckoned as if the next
     * one were inconsistent, so that a few comparisons do not pass for many nines.
     */
    public double nines() {
        return Math.log10((consistent + inconsistent + 1.0) / (inconsistent + 1.0));
    }
}
