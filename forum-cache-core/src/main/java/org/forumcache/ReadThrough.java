package org.forumcache;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.forumcache.Flight.Landing;
import org.jspecify.annotations.Nullable;

/** The way of a read: a hit is answered at once, now and then loaded anew early; a miss is loaded once for all. */
final class ReadThrough {
    /** One look-up of so many is timed: what two readings of the clock cost is spread over as many. */
    private static final int TIMED_SHARE = 64;

    private final SoftBackend backend;
    private final SharedLoads loads;
    private final Documents documents;
    private final Statistics statistics;
    private final BooleanSupplier bypass;
    private final EarlyRefresh earlyRefresh;
    private final Inspector inspector;
    private final ReadObserver observer;
    private final Handover handover = new Handover();
    private final @Nullable Doorkeeper doorkeeper;

    ReadThrough(
            SoftBackend backend,
            SharedLoads loads,
            Documents documents,
            Statistics statistics,
            BooleanSupplier bypass,
            EarlyRefresh earlyRefresh,
            Inspector inspector,
            ReadObserver observer,
            @Nullable Doorkeeper doorkeeper) {
        this.backend = backend;
        this.loads = loads;
        this.documents = documents;
        this.statistics = statistics;
        this.bypass = bypass;
        this.earlyRefresh = earlyRefresh;
        this.inspector = inspector;
        this.observer = observer;
        this.doorkeeper = doorkeeper;
    }

    CacheRead read(EntryKey key, Supplier<? extends Optional<?>> loader) {
        if (mustBypass(key)) {
            return answer(key, loads.inPlace(key, loader));
        }
        Sighting earlier = handover.take(key);
        if (earlier != null) {
            return read(earlier, loader);
        }
        Lookup seen = observedFind(key);
        if (seen instanceof Lookup.Hit hit) {
            inspector.served(key, hit.entry(), loader);
            return earlyRefresh.isDue(hit) ? refreshed(key, hit, loader) : answer(key, hit);
        }
        return loaded(key, seen, loader);
    }

    /** Goes on from a look-up that this thread has made before, with what was decided then. */
    private CacheRead read(Sighting earlier, Supplier<? extends Optional<?>> loader) {
        EntryKey key = earlier.key();
        if (earlier.lookup() instanceof Lookup.Hit hit) {
            if (earlier.sampled()) {
                inspector.compare(key, hit.entry(), loader);
            }
            return earlier.due() ? refreshed(key, hit, loader) : answer(key, hit);
        }
        return loaded(key, earlier.lookup(), loader);
    }

    private CacheRead loaded(EntryKey key, Lookup seen, Supplier<? extends Optional<?>> loader) {
        if (!(seen instanceof Lookup.Unavailable)) {
            CacheLog.miss(key);
        }
        return answer(key, admits(key, seen) ? loads.load(key, seen, loader) : loads.once(key, loader));
    }

    private CacheRead refreshed(EntryKey key, Lookup.Hit hit, Supplier<? extends Optional<?>> loader) {
        CacheEntry entry = loads.refreshed(key, hit.entry(), loader);
        return entry.equals(hit.entry()) ? answer(key, hit) : hit(key, entry, 0);
    }

    Glance glance(EntryKey key) {
        if (mustBypass(key)) {
            return Glance.nothing();
        }
        Lookup seen = timedFind(key);
        if (!(seen instanceof Lookup.Hit hit)) {
            return Glance.unanswered(new Sighting(key, seen, false, false), handover);
        }
        boolean sampled = inspector.samples();
        boolean due = earlyRefresh.isDue(hit);
        return sampled || due || hit.entry().isAbsent()
                ? Glance.unanswered(new Sighting(key, hit, sampled, due), handover)
                : Glance.answered(answer(key, hit));
    }

    /** This thread has written: what it has looked up before is older than that. */
    void forgetGlance() {
        handover.clear();
    }

    Optional<CacheRead> peek(EntryKey key) {
        if (mustBypass(key)) {
            return Optional.empty();
        }
        Lookup seen = timedFind(key);
        if (seen instanceof Lookup.Hit hit) {
            return Optional.of(answer(key, hit));
        }
        if (!(seen instanceof Lookup.Unavailable)) {
            CacheLog.miss(key);
            statistics.read(key.kind(), CacheOutcome.MISS);
        }
        return Optional.empty();
    }

    EntryDetails details(EntryKey key) {
        Lookup seen = backend.find(key);
        if (seen instanceof Lookup.Hit hit) {
            return new EntryDetails(
                    EntryDetails.State.STORED,
                    hit.entry(),
                    Duration.ofNanos(backend.ageNanos(key, hit)),
                    Duration.ofNanos(hit.nanosLeft()));
        } else if (seen instanceof Lookup.Busy) {
            return EntryDetails.without(EntryDetails.State.LOADING);
        }
        return EntryDetails.without(
                seen instanceof Lookup.Miss ? EntryDetails.State.NOTHING : EntryDetails.State.UNREACHABLE);
    }

    void put(EntryKey key, CacheEntry entry, Duration ttl) {
        if (!mustBypass(key)) {
            backend.put(key, entry, ttl);
        }
    }

    /** Whether a document that was looked for may be stored; a lease that somebody holds says that it will be. */
    private boolean admits(EntryKey key, Lookup seen) {
        if (doorkeeper == null || key.isCommon() || !(seen instanceof Lookup.Miss) || doorkeeper.knows(key.text())) {
            return true;
        }
        statistics.notAdmitted();
        return false;
    }

    private boolean mustBypass(EntryKey key) {
        return !key.cacheable() || bypass.getAsBoolean();
    }

    private Lookup observedFind(EntryKey key) {
        ReadObserver.Running step = observer.begin(ReadObserver.Step.LOOK_UP, key);
        try {
            return timedFind(key);
        } finally {
            step.close();
        }
    }

    private Lookup timedFind(EntryKey key) {
        if (ThreadLocalRandom.current().nextInt(TIMED_SHARE) != 0) {
            return backend.find(key);
        }
        long start = System.nanoTime();
        Lookup seen = backend.find(key);
        statistics.lookedUp(System.nanoTime() - start);
        return seen;
    }

    private CacheRead answer(EntryKey key, Lookup.Hit hit) {
        return hit(key, hit.entry(), backend.ageNanos(key, hit));
    }

    private CacheRead hit(EntryKey key, CacheEntry entry, long ageNanos) {
        statistics.read(key.kind(), CacheOutcome.HIT);
        CacheLog.hit(key);
        return documents.read(entry, CacheOutcome.HIT, ageNanos);
    }

    private CacheRead answer(EntryKey key, Landing landing) {
        if (landing.outcome() == CacheOutcome.HIT) {
            return hit(key, landing.entry(), 0);
        }
        statistics.read(key.kind(), landing.outcome());
        return documents.read(landing.entry(), landing.outcome());
    }
}
