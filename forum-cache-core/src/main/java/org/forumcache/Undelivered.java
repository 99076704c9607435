package org.forumcache;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Invalidations that a backend could not be given yet.
 *
 * <p>Bounded: beyond {@value #MAX_SIZE} keys and groups they become one order to invalidate everything. Delivery is
 * tried by whoever finds some waiting, one thread at a time and not more often than every 100 ms, so that a dead backend
 * does not cost every reader its timeout.
 */
final class Undelivered {
    static final int MAX_SIZE = 10_000;
    private static final long RETRY_NANOS = 100_000_000;

    /** Keys and groups to invalidate, or all of them. */
    record Parcel(Set<String> keys, Set<String> groups, Scope scope) {
        static final Parcel ALL_GROUPS = new Parcel(Set.of(), Set.of(), Scope.ALL_GROUPS);
        static final Parcel EVERYTHING = new Parcel(Set.of(), Set.of(), Scope.EVERYTHING);

        static Parcel of(Invalidation invalidation) {
            return new Parcel(invalidation.keys(), invalidation.groups(), Scope.NAMED);
        }

        int size() {
            return keys.size() + groups.size() + (scope == Scope.NAMED ? 0 : 1);
        }

        Set<EntryKind> kinds() {
            if (scope == Scope.EVERYTHING) {
                return EnumSet.allOf(EntryKind.class);
            }
            Set<EntryKind> kinds = EnumSet.noneOf(EntryKind.class);
            keys.forEach(key -> kinds.add(CacheKeys.kindOf(key)));
            if (!groups.isEmpty() || scope == Scope.ALL_GROUPS) {
                kinds.add(EntryKind.LIST);
            }
            return kinds;
        }

        private void deliverTo(CacheBackend backend) {
            if (scope == Scope.EVERYTHING) {
                backend.invalidateEverything();
                return;
            }
            if (scope == Scope.ALL_GROUPS) {
                backend.invalidateAllGroups();
            }
            backend.invalidate(keys, groups);
        }
    }

    /** How much a parcel covers, from less to more. */
    enum Scope {
        NAMED,
        ALL_GROUPS,
        EVERYTHING
    }

    private final CacheBackend backend;
    private final LongSupplier nanoClock;
    private final FailureLog log;
    private final Set<String> keys = new LinkedHashSet<>();
    private final Set<String> groups = new LinkedHashSet<>();
    private Scope scope = Scope.NAMED;
    private long lastFailure;
    private long additions;
    private boolean delivering;
    private volatile int size;

    Undelivered(CacheBackend backend, LongSupplier nanoClock, FailureLog log) {
        this.backend = backend;
        this.nanoClock = nanoClock;
        this.log = log;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** How many keys, groups and wider orders wait. */
    int size() {
        return size;
    }

    /** Keeps what just could not be delivered. */
    synchronized void add(Parcel parcel) {
        keys.addAll(parcel.keys());
        groups.addAll(parcel.groups());
        scope = scope.compareTo(parcel.scope()) < 0 ? parcel.scope() : scope;
        if (scope == Scope.EVERYTHING || keys.size() + groups.size() > MAX_SIZE) {
            scope = Scope.EVERYTHING;
            keys.clear();
            groups.clear();
        }
        additions++;
        lastFailure = nanoClock.getAsLong();
        size = keys.size() + groups.size() + (scope == Scope.NAMED ? 0 : 1);
    }

    /**
     * Tries to deliver what waits; says whether nothing waits any more. What was added meanwhile stays, together with
     * what it was added to: delivering something twice does no harm.
     */
    boolean deliver() {
        Parcel parcel;
        long additionsBefore;
        synchronized (this) {
            if (delivering || nanoClock.getAsLong() - lastFailure < RETRY_NANOS) {
                return isEmpty();
            }
            delivering = true;
            parcel = new Parcel(Set.copyOf(keys), Set.copyOf(groups), scope);
            additionsBefore = additions;
        }
        boolean delivered = false;
        try {
            parcel.deliverTo(backend);
            delivered = true;
        } catch (RuntimeException e) {
            log.failed("deleting, still kept:", parcel.size() + " keys and groups", e);
        } finally {
            ended(delivered, additionsBefore);
        }
        return isEmpty();
    }

    private synchronized void ended(boolean delivered, long additionsBefore) {
        delivering = false;
        if (!delivered) {
            lastFailure = nanoClock.getAsLong();
        } else if (additions == additionsBefore) {
            keys.clear();
            groups.clear();
            scope = Scope.NAMED;
            size = 0;
        }
    }
}
