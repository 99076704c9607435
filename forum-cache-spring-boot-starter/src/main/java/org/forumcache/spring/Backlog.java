package org.forumcache.spring;

import java.time.Duration;

/**
 * Recorded invalidations that have waited for more than a second.
 *
 * @param rows how many rows
 * @param foreign how many of them are of another format than this version's
 * @param oldest for how long the oldest has waited
 */
record Backlog(long rows, long foreign, Duration oldest) {
    static final Backlog NONE = new Backlog(0, 0, Duration.ZERO);
}
