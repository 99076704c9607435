package org.forumcache;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Runs loaders and, while their transaction is still open, makes entries of their answers. */
final class Loads {
    private final Documents documents;
    private final LoadScope scope;
    private final LongSupplier nanoClock;
    private final Predicate<? super Exception> outage;
    private final ThreadLocal<Boolean> running = ThreadLocal.withInitial(() -> false);

    Loads(Documents documents, LoadScope scope, LongSupplier nanoClock, Predicate<? super Exception> outage) {
        this.documents = documents;
        this.scope = scope;
        this.nanoClock = nanoClock;
        this.outage = outage;
    }

    /** Whether a load failed because of what will pass, so that an expired document may be served meanwhile. */
    boolean failedByOutage(Throwable failure) {
        return failure instanceof Exception exception && outage.test(exception);
    }

    /** Whether the calling thread is inside a loader: it must not wait for another load, which may wait for this one. */
    boolean isRunning() {
        return running.get();
    }

    /** Loads in a fresh scope, so that the answer is as new as this call. */
    CacheEntry load(EntryKey key, Supplier<? extends Optional<?>> loader) {
        return scope.run(() -> loadInPlace(key, loader));
    }

    /** Loads just where the caller is, inside its own transaction if it has one. */
    CacheEntry loadInPlace(EntryKey key, Supplier<? extends Optional<?>> loader) {
        boolean nested = running.get();
        running.set(true);
        long start = nanoClock.getAsLong();
        try {
            Optional<?> answer = loader.get();
            if (answer == null) {
                throw new IllegalStateException(
                        "the loader of " + key + " returned null; return Optional.empty() if there is nothing");
            }
            return documents.answered(answer, Duration.ofNanos(nanoClock.getAsLong() - start));
        } finally {
            if (!nested) {
                running.remove();
            }
        }
    }
}
