package org.forumcache.redis;

import java.time.Duration;
import java.util.Collection;
import org.forumcache.BackendStatus;
import org.forumcache.CacheBackend;
import org.forumcache.CacheEntry;
import org.forumcache.EntryKey;
import org.forumcache.FillLease;
import org.forumcache.Lookup;
import org.forumcache.Token;

/** A backend that is asked twice whenever it is asked, and believed the second time: the first may leave a copy. */
final class LookingTwice implements CacheBackend {
    private final CacheBackend backend;

    LookingTwice(CacheBackend backend) {
        this.backend = backend;
    }

    @Override
    public Lookup find(EntryKey key) {
        var unused = backend.find(key);
        return backend.find(key);
    }

    @Override
    public Lookup acquire(EntryKey key, Lookup.Miss miss, Token lease, Duration life) {
        return backend.acquire(key, miss, lease, life);
    }

    @Override
    public boolean fill(FillLease lease, CacheEntry entry, Duration ttl, Duration keep) {
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
        backend.put(key, entry, ttl, keep);
    }

    @Override
    public void invalidate(Collection<String> keys, Collection<String> groups) {
        backend.invalidate(keys, groups);
    }

    @Override
    public void invalidateAllGroups() {
        backend.invalidateAllGroups();
    }

    @Override
    public void invalidateEverything() {
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
