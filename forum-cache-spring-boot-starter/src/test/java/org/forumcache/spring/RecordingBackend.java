package org.forumcache.spring;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.forumcache.BackendStatus;
import org.forumcache.CacheBackend;
import org.forumcache.CacheEntry;
import org.forumcache.EmbeddedBackend;
import org.forumcache.EntryKey;
import org.forumcache.FillLease;
import org.forumcache.Invalidation;
import org.forumcache.Lookup;
import org.forumcache.Token;

/** An embedded backend that remembers what it was told to invalidate, call by call. Safe for all threads. */
class RecordingBackend implements CacheBackend {
    private final CacheBackend backend = EmbeddedBackend.withMaxSize(EmbeddedBackend.DEFAULT_MAX_SIZE);
    private final List<Invalidation> invalidations = new CopyOnWriteArrayList<>();
    private final List<Runnable> observers = new CopyOnWriteArrayList<>();
    private final AtomicInteger wholes = new AtomicInteger();
    private final List<Duration> ttls = new CopyOnWriteArrayList<>();

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
        backend.invalidate(keys, groups);
    }

    @Override
    public Lookup find(EntryKey key) {
        return backend.find(key);
    }

    @Override
    public Lookup acquire(EntryKey key, Lookup.Miss miss, Token lease, Duration life) {
        return backend.acquire(key, miss, lease, life);
    }

    @Override
    public boolean fill(FillLease lease, CacheEntry entry, Duration ttl, Duration keep) {
        ttls.add(ttl);
        return backend.fill(lease, entry, ttl, keep);
    }

    @Override
    public void release(FillLease lease) {
        backend.release(lease);
    }

    @Override
    public boolean replace(EntryKey key, CacheEntry expected, CacheEntry fresh, Duration ttl, Duration keep) {
        return backend.replace(key, expected, fresh, ttl, keep);
    }

    @Override
    public void put(EntryKey key, CacheEntry entry, Duration ttl, Duration keep) {
        ttls.add(ttl);
        backend.put(key, entry, ttl, keep);
    }

    @Override
    public void invalidateAllGroups() {
        backend.invalidateAllGroups();
    }

    @Override
    public void invalidateEverything() {
        observers.forEach(Runnable::run);
        wholes.incrementAndGet();
        backend.invalidateEverything();
    }

    @Override
    public BackendStatus status() {
        return backend.status();
    }

    @Override
    public void close() {
        backend.close();
    }
}
