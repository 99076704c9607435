package org.forumcache.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.forumcache.CacheBackendException;
import org.jspecify.annotations.Nullable;

/**
 * Calls that are under way together. What one server cannot be told is told to the others nevertheless: processes that
 * reach them go on serving what they hold. For one thread.
 */
final class Orders {
    private final List<Call<?>> calls = new ArrayList<>();
    private @Nullable CacheBackendException failure;

    /** Sends one, if its server can be asked. */
    void send(Supplier<? extends Call<?>> order) {
        attempt(() -> calls.add(order.get()));
    }

    /**
     * Waits until each has been answered.
     *
     * @param deadline by {@link System#nanoTime}
     * @return all of them
     * @throws CacheBackendException the first failure, if one could not be sent or was not answered
     */
    List<Call<?>> await(long deadline) {
        calls.forEach(call -> attempt(() -> call.await(deadline)));
        if (failure != null) {
            throw failure;
        }
        return calls;
    }

    private void attempt(Runnable step) {
        try {
            step.run();
        } catch (CacheBackendException e) {
            failure = failure == null ? e : failure;
        }
    }
}
