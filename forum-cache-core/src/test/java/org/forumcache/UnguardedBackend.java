package org.forumcache;

import java.time.Duration;
import java.util.Collection;

/** A backend that is wrong on purpose: it stores what was loaded, whatever has become of the lease. */
public record UnguardedBackend(CacheBackend guarded) implements CacheBackend {
    @Override
    public Lookup find(EntryKey key) {
        return guarded.find(key);
    }

    @Override
    public Lookup acquire(EntryKey key, Lookup.Miss miss, Token lease, Duration life) {
        return guarded.acquire(key, miss, lease, life);
    }

    @Override
    public boolean fill(FillLease lease, CacheEntry entry, Duration ttl, Duration keep) {
        guarded.put(lease.key(), entry, ttl, keep);
        return true;
    }

    @Override
    public void release(FillLease lease) {
        guarded.release(lease);
    }

    @Override
    public boolean replace(EntryKey key, CacheEntry expected, CacheEntry fresh, Duration ttl, Duration keep) {
        return guarded.replace(key, expected, fresh, ttl, keep);
    }

    @Override
    public void put(EntryKey key, CacheEntry entry, Duration ttl, Duration keep) {
        guarded.put(key, entry, ttl, keep);
    }

    @Override
    public void invalidate(Collection<String> keys, Collection<String> groups) {
        guarded.invalidate(keys, groups);
    }

    @Override
    public void invalidateAllGroups() {
        guarded.invalidateAllGroups();
    }

    @Override
    public void invalidateEverything() {
        guarded.invalidateEverything();
    }

    @Override
    public BackendStatus status() {
        return guarded.status();
    }

    @Override
    public void close() {
        guarded.close();
    }
}
