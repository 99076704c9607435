package org.forumcache.redis.server;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

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

    /** Returns what is there in the end; fails if it does not appear in time. */
    static <T> T forThe(String what, Duration atMost, Supplier<Optional<T>> thing) {
        AtomicReference<@Nullable T> found = new AtomicReference<>();
        until("for the " + what, atMost, () -> {
            found.set(thing.get().orElse(null));
            return found.get() != null;
        });
        return Objects.requireNonNull(found.get());
    }
}
