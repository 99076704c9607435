package org.forumcache.server.demo;

import java.time.Duration;

/** How long it takes, on average, until the next one writes. */
enum Pause {
    /** While a thread is being talked through. */
    HOURS(Duration.ofHours(8)),
    /** Until it shows whether the advice was good. */
    WEEKS(Duration.ofDays(30)),
    /** Until somebody finds the thread again. */
    MONTHS(Duration.ofDays(150));

    private final Duration mean;

    Pause(Duration mean) {
        this.mean = mean;
    }

    Duration mean() {
        return mean;
    }
}
