package org.forumcache.spring;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.forumcache.CacheEntry;
import org.forumcache.EmbeddedBackend;
import org.forumcache.EntryKey;
import org.forumcache.FillLease;
import org.forumcache.ForwardingBackend;
import org.forumcache.Invalidation;

/** An embedded backend that remembers what it was told to invalidate, call by call. Safe for all threads. */
class RecordingBackend extends ForwardingBackend {
    private final List<Invalidation> invalidations = new CopyOnWriteArrayList<>();
    private final List<Runnable> observers = new CopyOnWriteArrayList<>();
    private final AtomicInteger wholes = new AtomicInteger();
    private final List<Duration> ttls = new CopyOnWriteArrayList<>();

    RecordingBackend() {
        super(EmbeddedBackend.withMaxSize(EmbeddedBackend.DEFAULT_MAX_SIZE));
    }

    /** What was invalidated so far, one element a call. */
    List<Invalidation> invalidations() {
        return List.copyOf(invalidations);
    }

    /** Runs whenever keys or groups are invalidated, before they are. */
    void whenInvalidating(Runnable observer) {
        observers.add(observer);
    }

    /** How often everything was invalidated so far. */
    int wholes() {
        return wholes.get();
    }

    /** The time-to-live of everything stored so far. */
    List<Duration> ttls() {
        return List.copyOf(ttls);
    }

    @Override
    public void invalidate(Collection<String> keys, Collection<String> groups) {
        observers.forEach(Runnable::run);
        invalidations.add(new Invalidation(Set.copyOf(keys), Set.copyOf(groups)));
        super.invalidate(keys, groups);
    }

    @Override
    public boolean fill(FillLease lease, CacheEntry entry, Duration ttl, Duration keep) {
        ttls.add(ttl);
        return super.fill(lease, entry, ttl, keep);
    }

    @Override
    public void put(EntryKey key, CacheEntry entry, Duration ttl, Duration keep) {
        ttls.add(ttl);
        super.put(key, entry, ttl, keep);
    }

    @Override
    public void invalidateEverything() {
        observers.forEach(Runnable::run);
        wholes.incrementAndGet();
        super.invalidateEverything();
    }
}
