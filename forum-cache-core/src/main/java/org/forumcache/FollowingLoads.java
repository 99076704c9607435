package org.forumcache;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.forumcache.Flight.Landing;
import org.jspecify.annotations.Nullable;

/**
 * Loads whose answers nobody may store, because the backend cannot be asked or another process holds the lease: of one
 * key hardly more than one at a time, so that a backend that fails does not send all its readers to the database at once.
 *
 * <p>Nobody joins a load that is under way: without a lease it cannot be told whether it has seen the latest write. But
 * the load that follows it has not begun, and whoever asks until then may share it. It begins when the one before it has
 * ended, or after a bounded time if that takes long.
 */
final class FollowingLoads {

    /**
     * The loads of one key.
     *
     * @param running the one that began last, if it has not ended
     * @param next the one that may still be joined
     */
    private record Loads(@Nullable Flight running, @Nullable Flight next) {
        Loads withNext(Flight flight) {
            return next == null ? new Loads(running, flight) : this;
        }

        /** The next one begins, and can no longer be joined. */
        Loads begun(Flight flight) {
            return new Loads(flight, next == flight ? null : next);
        }

        @Nullable
        Loads without(Flight flight) {
            Loads left = new Loads(running == flight ? null : running, next == flight ? null : next);
            return left.running == null && left.next == null ? null : left;
        }
    }

    private final ConcurrentMap<EntryKey, Loads> byKey = new ConcurrentHashMap<>();
    private final Duration patience;

    /**
     * @param patience how long a load waits for the one before it
     */
    FollowingLoads(Duration patience) {
        this.patience = patience;
    }

    /**
     * What a load that begins after this call brings.
     *
     * @param deadline by {@link System#nanoTime}, after which the caller loads for itself
     */
    Landing load(EntryKey key, long deadline, Supplier<Landing> load) {
        Flight own = new Flight(Token.random());
        while (true) {
            Loads loads = byKey.compute(key, (k, now) -> (now == null ? new Loads(null, null) : now).withNext(own));
            Flight next = loads.next();
            if (next == own || next == null) {
                return lead(key, own, loads.running(), load);
            }
            Landing landing = next.await(key, deadline - System.nanoTime());
            if (landing != null) {
                return landing;
            } else if (System.nanoTime() - deadline >= 0) {
                return load.get();
            }
        }
    }

    private Landing lead(EntryKey key, Flight own, @Nullable Flight before, Supplier<Landing> load) {
        try {
            awaitEnd(before, key, own);
            byKey.computeIfPresent(key, (k, now) -> now.begun(own));
            Landing landing = load.get();
            own.land(landing);
            return landing;
        } catch (Throwable failure) {
            own.fail(failure);
            throw failure;
        } finally {
            byKey.computeIfPresent(key, (k, now) -> now.without(own));
        }
    }

    private void awaitEnd(@Nullable Flight before, EntryKey key, Flight own) {
        if (before == null) {
            return;
        }
        try {
            before.awaitEnd(key, patience.toNanos());
        } catch (CancellationException e) {
            // Only this reader was interrupted: one of those who share its load leads now.
            own.turnBack();
            throw e;
        }
    }

    /** How many keys are being loaded. */
    int size() {
        return byKey.size();
    }
}
