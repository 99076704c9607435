package org.forumcache.redis.server;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Waits, with a bound, until something is so. */
final class Waiting {
    private static final Duration POLL = Duration.ofMillis(10);

    private Waiting() {}

    /** Returns whether it became so in time. */
    static boolean happens(Duration atMost, BooleanSupplier condition) {
        try {
            Awaitility.await()
                    .pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(POLL)
                    .atMost(atMost)
                    .until(condition::getAsBoolean);
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    /** Fails if it does not become so in time. */
    static void until(String what, Duration atMost, BooleanSupplier condition) {
        if (!happens(atMost, condition)) {
            throw new IllegalStateException("waited " + atMost + " in vain: " + what);
        }
    }
}
