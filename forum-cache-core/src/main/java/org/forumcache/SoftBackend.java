package org.forumcache;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * The one place that fails soft: a backend whose failures break nobody.
 *
 * <p>A failed read is {@link Lookup.Unavailable}, a failed store is dropped, a failed invalidation is kept; until the
 * kept ones are delivered nothing is read from the backend, because it may still hold what they were to remove.
 */
final class SoftBackend {
    private static final Lookup UNAVAILABLE = new Lookup.Unavailable();

    private final CacheBackend backend;
    private final Lifetimes lifetimes;
    private final Statistics statistics;
    private final Undelivered undelivered;
    private final FailureLog log;

    SoftBackend(CacheBackend backend, Lifetimes lifetimes, Statistics statistics, LongSupplier nanoClock) {
        this.backend = backend;
        this.lifetimes = lifetimes;
        this.statistics = statistics;
        this.log = new FailureLog(nanoClock);
        this.undelivered = new Undelivered(backend, nanoClock, log);
    }

    Lookup find(EntryKey key) {
        if (undelivered.isWaiting()) {
            return UNAVAILABLE;
        }
        try {
            return backend.find(key);
        } catch (RuntimeException e) {
            failed("getting", key, e);
            return UNAVAILABLE;
        }
    }

    /** For how long what a look-up found has been there, in nanoseconds. */
    long ageNanos(EntryKey key, Lookup.Hit hit) {
        return lifetimes.ageNanos(key, hit);
    }

    Lookup acquire(EntryKey key, Lookup.Miss miss, Token lease) {
        try {
            return backend.acquire(key, miss, lease, lifetimes.lease());
        } catch (RuntimeException e) {
            failed("leasing", key, e);
            return UNAVAILABLE;
        }
    }

    void fill(FillLease lease, CacheEntry entry) {
        EntryKey key = lease.key();
        Duration ttl = lifetimes.of(key, entry);
        tellIfTrusted("setting", key, () -> stored(key, backend.fill(lease, entry, ttl, lifetimes.keep(entry)), ttl));
    }

    void release(FillLease lease) {
        tell("releasing", lease.key(), () -> backend.release(lease));
    }

    void replace(EntryKey key, CacheEntry expected, CacheEntry fresh) {
        Duration ttl = lifetimes.of(key, fresh);
        tellIfTrusted(
                "setting",
                key,
                () -> stored(key, backend.replace(key, expected, fresh, ttl, lifetimes.keep(fresh)), ttl));
    }

    void put(EntryKey key, CacheEntry entry, Duration ttl) {
        tellIfTrusted("setting", key, () -> {
            backend.put(key, entry, ttl, lifetimes.keep(entry));
            stored(key, true, ttl);
        });
    }

    /** Whether the backend has taken it; if not, it is kept. */
    boolean invalidate(Invalidation invalidation) {
        boolean taken =
                deliver(Parcel.of(invalidation), () -> backend.invalidate(invalidation.keys(), invalidation.groups()));
        statistics.invalidated(invalidation);
        return taken;
    }

    void invalidateAllGroups() {
        var unused = deliver(Parcel.ALL_GROUPS, backend::invalidateAllGroups);
        statistics.invalidated(EntryKind.LIST);
    }

    void invalidateEverything() {
        var unused = deliver(Parcel.EVERYTHING, backend::invalidateEverything);
        for (EntryKind kind : EntryKind.values()) {
            statistics.invalidated(kind);
        }
    }

    int pendingInvalidations() {
        return undelivered.size();
    }

    Duration oldestPendingInvalidation() {
        return undelivered.oldestAge();
    }

    /** Ends the delivery of what the backend could not be given; the backend itself stays open. */
    void close() {
        undelivered.close();
    }

    BackendStatus status() {
        try {
            return backend.status();
        } catch (RuntimeException e) {
            log.failed("asking", "the backend's status", e);
            return new BackendStatus(
                    backend.getClass().getSimpleName(), "failing", OptionalLong.empty(), OptionalLong.empty(), 0);
        }
    }

    private void stored(EntryKey key, boolean accepted, Duration ttl) {
        if (accepted) {
            statistics.filled(key.kind());
            CacheLog.set(key, ttl);
        } else {
            statistics.fillRefused(key.kind());
        }
    }

    /** Stores nothing while invalidations wait: it may be what one of them was to remove, and others would see it. */
    private void tellIfTrusted(String call, EntryKey key, Runnable order) {
        if (undelivered.isWaiting()) {
            statistics.fillRefused(key.kind());
        } else {
            tell(call, key, order);
        }
    }

    private void tell(String call, EntryKey key, Runnable order) {
        try {
            order.run();
        } catch (RuntimeException e) {
            failed(call, key, e);
        }
    }

    private void failed(String call, EntryKey key, RuntimeException failure) {
        statistics.failed(key.kind());
        log.failed(call, key, failure);
    }

    /** Gives the backend an order; keeps the parcel, which says the same, if it fails. */
    private boolean deliver(Parcel parcel, Runnable order) {
        try {
            order.run();
            return true;
        } catch (RuntimeException e) {
            undelivered.add(parcel);
            parcel.kinds().forEach(statistics::failed);
            log.failed("deleting, kept until it can be delivered:", parcel, e);
            return false;
        } catch (Error e) {
            undelivered.add(parcel);
            throw e;
        }
    }
}
