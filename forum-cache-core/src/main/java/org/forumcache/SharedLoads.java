package org.forumcache;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.forumcache.Flight.Landing;
import org.forumcache.ReadObserver.Step;
import org.jspecify.annotations.Nullable;

/**
 * Loads of missed documents, one per key at a time, whatever the number of readers.
 *
 * <p>Whoever gets the lease loads and fills; everybody else waits for that load. Why no reader ever gets what an
 * acknowledged write has replaced:
 *
 * <ul>
 *   <li>The lease is taken before the load's database snapshot begins. A write that commits after the snapshot
 *       invalidates after it too, and its invalidation removes the lease: the fill, which needs it, is refused.
 *   <li>A reader joins a load only under a lease that its own look-up saw alive. A write acknowledged before that look-up
 *       and missing from the load's snapshot would have removed the lease.
 *   <li>What is loaded without a lease is never stored, and shared only by readers who asked before it began.
 *   <li>An expired value is served, if loading fails, only by the holder of the lease that found it and by those who
 *       joined it: no write has replaced it.
 * </ul>
 *
 * <p>Nobody waits for ever: a load in this process is waited for no longer than its lease lives, a load in another
 * process no longer than the setting says, and a reader inside a loader waits for nothing, so that loaders that read
 * each other's documents cannot block each other.
 */
final class SharedLoads {
    /** A load in another process is looked for after this time, then after twice as long, and so on. */
    private static final long FIRST_POLL_NANOS = Duration.ofMillis(2).toNanos();

    private final SoftBackend backend;
    private final Loads loads;
    private final Duration patience;
    private final Duration foreignWait;
    private final Flights flights = new Flights();
    private final FollowingLoads followingLoads;

    SharedLoads(SoftBackend backend, Loads loads, Duration patience, Duration foreignWait) {
        this.backend = backend;
        this.loads = loads;
        this.patience = patience;
        this.foreignWait = foreignWait;
        this.followingLoads = new FollowingLoads(foreignWait);
    }

    /** The document as the calling thread's own transaction sees it; neither stored nor shared. */
    Landing inPlace(EntryKey key, Supplier<? extends Optional<?>> loader) {
        return new Landing(loads.loadInPlace(key, loader), CacheOutcome.BYPASS);
    }

    /** The document as it is now, which nobody is to find again: loaded without a lease, neither stored nor shared. */
    Landing once(EntryKey key, Supplier<? extends Optional<?>> loader) {
        return new Landing(loads.load(key, loader), CacheOutcome.MISS);
    }

    /** A value loaded anew before it expires, or the old one if somebody is at it already or loading fails. */
    CacheEntry refreshed(EntryKey key, CacheEntry old, Supplier<? extends Optional<?>> loader) {
        Flight flight = loads.isRunning() ? null : flights.open(old.stamp());
        if (flight == null) {
            return old;
        }
        try {
            CacheEntry fresh = loads.load(key, loader);
            fill(key, () -> backend.replace(key, old, fresh));
            return fresh;
        } catch (RuntimeException e) {
            CacheLog.refreshFailed(key, e);
            return old;
        } finally {
            flights.close(flight);
        }
    }

    private void fill(EntryKey key, Runnable store) {
        var unused = loads.<@Nullable Object>observed(Step.FILL, key, () -> {
            store.run();
            return null;
        });
    }

    /**
     * The document that a look-up did not find.
     *
     * @param seen what the look-up saw
     */
    Landing load(EntryKey key, Lookup seen, Supplier<? extends Optional<?>> loader) {
        return new Reader(key, loader).from(seen);
    }

    /** One reader on its way from a miss to a document. */
    private final class Reader {
        private final EntryKey key;
        private final Supplier<? extends Optional<?>> loader;
        private final long deadline = System.nanoTime() + patience.toNanos();
        private @Nullable Long foreignUntil;

        Reader(EntryKey key, Supplier<? extends Optional<?>> loader) {
            this.key = key;
            this.loader = loader;
        }

        Landing from(Lookup first) {
            Lookup seen = first;
            while (true) {
                Landing landing = next(seen);
                if (landing != null) {
                    return landing;
                }
                seen = backend.find(key);
            }
        }

        /** One step; {@code null} means: look again. */
        private @Nullable Landing next(Lookup seen) {
            if (seen instanceof Lookup.Hit hit) {
                return new Landing(hit.entry(), CacheOutcome.HIT);
            }
            if (seen instanceof Lookup.Unavailable) {
                return loadWithoutStoring(CacheOutcome.BYPASS);
            }
            if (seen instanceof Lookup.Busy busy) {
                return timeIsUp() || loads.isRunning() ? loadWithoutStoring(CacheOutcome.MISS) : follow(busy.holder());
            }
            return seen instanceof Lookup.Miss miss ? lead(miss) : null;
        }

        /** Takes the lease and loads; if somebody else was faster, goes on from what is there. */
        private @Nullable Landing lead(Lookup.Miss miss) {
            // Open before the lease exists, so that nobody sees the lease and misses the flight.
            Flight flight = new Flight(Token.random());
            flights.add(flight);
            try {
                Lookup answer = backend.acquire(key, miss, flight.lease());
                if (!(answer instanceof Lookup.Granted granted)) {
                    flights.close(flight);
                    return next(answer);
                }
                return fly(flight, () -> loadAndFill(granted.lease()));
            } finally {
                flights.close(flight);
            }
        }

        private Landing loadAndFill(FillLease lease) {
            CacheEntry loaded;
            try {
                loaded = loads.load(key, loader);
            } catch (Throwable failure) {
                backend.release(lease);
                CacheEntry expired = lease.expired();
                if (expired == null || !loads.failedByOutage(failure)) {
                    throw failure;
                }
                CacheLog.stale(key, failure);
                return new Landing(expired, CacheOutcome.STALE);
            }
            fill(key, () -> backend.fill(lease, loaded));
            return new Landing(loaded, CacheOutcome.MISS);
        }

        /** Waits for the load under a lease that this reader's own look-up saw. */
        private @Nullable Landing follow(Token lease) {
            Flight flight = flights.under(lease);
            if (flight != null) {
                return waiting(() -> flight.await(key, deadline - System.nanoTime()));
            }
            if (System.nanoTime() - foreignDeadline() >= 0) {
                return loadWithoutStoring(CacheOutcome.MISS);
            }
            Flight watch = flights.open(lease);
            return watch == null ? null : watch(watch);
        }

        /** Waits, for all readers of this process, for a load in another one; then loads without storing. */
        private @Nullable Landing watch(Flight flight) {
            try {
                Lookup seen = waiting(() -> poll(flight));
                if (seen instanceof Lookup.Hit hit) {
                    return fly(flight, () -> new Landing(hit.entry(), CacheOutcome.HIT));
                }
                return isHeld(flight, seen) ? fly(flight, () -> loadWithoutStoring(CacheOutcome.MISS)) : null;
            } finally {
                flights.close(flight);
            }
        }

        private <T extends @Nullable Object> T waiting(Supplier<T> wait) {
            return loads.observed(Step.WAIT, key, wait);
        }

        private Lookup poll(Flight flight) {
            long end = foreignDeadline();
            long pause = FIRST_POLL_NANOS;
            while (true) {
                Lookup seen = backend.find(key);
                if (!isHeld(flight, seen) || System.nanoTime() - end >= 0) {
                    return seen;
                }
                flight.await(key, Math.min(pause, end - System.nanoTime()));
                pause *= 2;
            }
        }

        /** When this reader has waited long enough for other processes, however many of them hold the lease in turn. */
        private long foreignDeadline() {
            if (foreignUntil == null) {
                foreignUntil = System.nanoTime() + foreignWait.toNanos();
            }
            return foreignUntil;
        }

        private boolean isHeld(Flight flight, Lookup seen) {
            return seen instanceof Lookup.Busy busy && busy.holder().equals(flight.lease());
        }

        /** Lands a flight with what is loaded, or fails it, for all who wait. */
        private Landing fly(Flight flight, Supplier<Landing> load) {
            try {
                Landing landing = load.get();
                flight.land(landing);
                return landing;
            } catch (Throwable failure) {
                flight.fail(failure);
                throw failure;
            }
        }

        private Landing loadWithoutStoring(CacheOutcome outcome) {
            Supplier<Landing> load = () -> new Landing(loads.load(key, loader), outcome);
            return loads.isRunning() ? load.get() : followingLoads.load(key, deadline, load);
        }

        private boolean timeIsUp() {
            return System.nanoTime() - deadline >= 0;
        }
    }
}
