package org.forumcache.redis;

import java.time.Duration;

/** Durations as Redis counts them. */
final class Millis {
    /** Redis refuses times-to-live that its clock would overflow with. */
    private static final Duration FOREVER = Duration.ofDays(36_500);

    private Millis() {}

    /** The duration in milliseconds, rounded up, one hundred years at most. */
    static long of(Duration duration) {
        Duration bounded = duration.compareTo(FOREVER) < 0 ? duration : FOREVER;
        return bounded.plusNanos(999_999).toMillis();
    }
}
