package org.forumcache;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs loaders and, while their transaction is still open, makes entries of their answers. */
final class Loads {
    private final Documents documents;
    private final LoadScope scope;
    private final LongSupplier nanoClock;
    private final Predicate<? super Exception> outage;
    private final ReadObserver observer;
    private final ThreadLocal<Boolean> running = ThreadLocal.withInitial(() -> false);

    Loads(
            Documents documents,
            LoadScope scope,
            LongSupplier nanoClock,
            Predicate<? super Exception> outage,
            ReadObserver observer) {
        this.documents = documents;
        this.scope = scope;
        this.nanoClock = nanoClock;
        this.outage = outage;
        this.observer = observer;
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
        return observed(ReadObserver.Step.LOAD, key, () -> scope.run(() -> run(key, loader)));
    }

    /** Loads just where the caller is, inside its own transaction if it has one. */
    CacheEntry loadInPlace(EntryKey key, Supplier<? extends Optional<?>> loader) {
        return observed(ReadObserver.Step.LOAD, key, () -> run(key, loader));
    }

    /** Does what is a step of a read, and tells of it. */
    <T extends @Nullable Object> T observed(ReadObserver.Step step, EntryKey key, Supplier<T> work) {
        ReadObserver.Running running = observer.begin(step, key);
        try {
            return work.get();
        } catch (Throwable failure) {
            running.failed(failure);
            throw failure;
        } finally {
            running.close();
        }
    }

    private CacheEntry run(EntryKey key, Supplier<? extends Optional<?>> loader) {
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
