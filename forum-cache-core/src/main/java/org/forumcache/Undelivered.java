package org.forumcache;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;

/**
 * Invalidations that a backend could not be given yet.
 *
 * <p>Bounded: beyond {@value #MAX_SIZE} keys and groups they become one order to invalidate everything. While some wait, a
 * {@linkplain PacedThread thread of their own} tries to deliver them every 100 ms, so that a dead backend costs no
 * reader its timeout, and they are delivered even if nobody reads.
 */
final class Undelivered {
    static final int MAX_SIZE = 10_000;
    static final String THREAD_NAME = "forum-cache-redelivery";

    private final CacheBackend backend;
    private final LongSupplier nanoClock;
    private final FailureLog log;
    private final PacedThread redelivery;
    private final Set<String> keys = new LinkedHashSet<>();
    private final Set<String> groups = new LinkedHashSet<>();
    private Parcel.Scope scope = Parcel.Scope.NAMED;
    private long additions;
    private long oldest;
    private volatile int size;

    Undelivered(CacheBackend backend, LongSupplier nanoClock, FailureLog log) {
        this(backend, nanoClock, log, PacedThread.named(THREAD_NAME));
    }

    /** With other threads than usual, for tests. */
    Undelivered(CacheBackend backend, LongSupplier nanoClock, FailureLog log, ThreadFactory threads) {
        this.backend = backend;
        this.nanoClock = nanoClock;
        this.log = log;
        this.redelivery = new PacedThread(this::deliver, this::isEmpty, log, threads);
    }

    /** Whether something waits. If so, whoever asks also sees to it that somebody delivers it. */
    boolean isWaiting() {
        if (isEmpty()) {
            return false;
        }
        redelivery.ensure();
        return true;
    }

    /** How many keys, groups and wider orders wait. */
    int size() {
        return size;
    }

    /** For how long the oldest of them has waited; zero if none waits. */
    synchronized Duration oldestAge() {
        return isEmpty() ? Duration.ZERO : Duration.ofNanos(nanoClock.getAsLong() - oldest);
    }

    /** Keeps what just could not be delivered. */
    void add(Parcel parcel) {
        keep(parcel);
        redelivery.ensure();
    }

    private synchronized void keep(Parcel parcel) {
        if (isEmpty()) {
            oldest = nanoClock.getAsLong();
        }
        keys.addAll(parcel.keys());
        groups.addAll(parcel.groups());
        scope = scope.compareTo(parcel.scope()) < 0 ? parcel.scope() : scope;
        if (scope == Parcel.Scope.EVERYTHING || keys.size() + groups.size() > MAX_SIZE) {
            scope = Parcel.Scope.EVERYTHING;
            keys.clear();
            groups.clear();
        }
        additions++;
        size = keys.size() + groups.size() + (scope == Parcel.Scope.NAMED ? 0 : 1);
    }

    /**
     * Tries to deliver what waits. What was added meanwhile stays, together with what it was added to: delivering
     * something twice does no harm.
     */
    private void deliver() {
        Parcel parcel;
        long additionsBefore;
        synchronized (this) {
            parcel = new Parcel(Set.copyOf(keys), Set.copyOf(groups), scope);
            additionsBefore = additions;
        }
        try {
            parcel.deliverTo(backend);
            delivered(additionsBefore);
        } catch (RuntimeException | Error e) {
            // An Error too: nobody else would deliver what waits.
            log.failed("deleting, still kept:", parcel.size() + " keys and groups", e);
        }
    }

    /** Tries once more to deliver what waits, and gives up what still does. */
    void close() {
        redelivery.close();
        if (isEmpty()) {
            return;
        }
        deliver();
        if (!isEmpty()) {
            log.gaveUp(size);
        }
    }

    private synchronized void delivered(long additionsBefore) {
        if (additions == additionsBefore) {
            keys.clear();
            groups.clear();
            scope = Parcel.Scope.NAMED;
            size = 0;
        }
    }

    private boolean isEmpty() {
        return size == 0;
    }
}
