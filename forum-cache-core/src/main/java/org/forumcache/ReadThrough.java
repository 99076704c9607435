package org.forumcache;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.forumcache.Flight.Landing;

/** The way of a read: a hit is answered at once, now and then loaded anew early; a miss is loaded once for all. */
final class ReadThrough {
    /** One look-up of so many is timed. */
    private static final int TIMED_SHARE = 16;

    private final SoftBackend backend;
    private final SharedLoads loads;
    private final Documents documents;
    private final Statistics statistics;
    private final BooleanSupplier bypass;
    private final EarlyRefresh earlyRefresh;
    private final Inspector inspector;

    ReadThrough(
            SoftBackend backend,
            SharedLoads loads,
            Documents documents,
            Statistics statistics,
            BooleanSupplier bypass,
            EarlyRefresh earlyRefresh,
            Inspector inspector) {
        this.backend = backend;
        this.loads = loads;
        this.documents = documents;
        this.statistics = statistics;
        this.bypass = bypass;
        this.earlyRefresh = earlyRefresh;
        this.inspector = inspector;
    }

    CacheRead read(EntryKey key, Supplier<? extends Optional<?>> loader) {
        if (mustBypass(key)) {
            return answer(key, loads.inPlace(key, loader));
        }
        Lookup seen = timedFind(key);
        if (seen instanceof Lookup.Hit hit) {
            inspector.served(key, hit.entry(), loader);
            CacheEntry entry = earlyRefresh.isDue(hit) ? loads.refreshed(key, hit.entry(), loader) : hit.entry();
            return answer(key, new Landing(entry, CacheOutcome.HIT));
        }
        if (!(seen instanceof Lookup.Unavailable)) {
            CacheLog.miss(key);
        }
        return answer(key, loads.load(key, seen, loader));
    }

    Optional<CacheRead> peek(EntryKey key) {
        if (mustBypass(key)) {
            return Optional.empty();
        }
        Lookup seen = timedFind(key);
        if (seen instanceof Lookup.Hit hit) {
            return Optional.of(answer(key, new Landing(hit.entry(), CacheOutcome.HIT)));
        }
        if (!(seen instanceof Lookup.Unavailable)) {
            CacheLog.miss(key);
            statistics.read(key.kind(), CacheOutcome.MISS);
        }
        return Optional.empty();
    }

    void put(EntryKey key, CacheEntry entry, Duration ttl) {
        if (!mustBypass(key)) {
            backend.put(key, entry, ttl);
        }
    }

    private boolean mustBypass(EntryKey key) {
        return !key.cacheable() || bypass.getAsBoolean();
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

    private CacheRead answer(EntryKey key, Landing landing) {
        statistics.read(key.kind(), landing.outcome());
        if (landing.outcome() == CacheOutcome.HIT) {
            CacheLog.hit(key);
        }
        return documents.read(landing.entry(), landing.outcome());
    }
}
