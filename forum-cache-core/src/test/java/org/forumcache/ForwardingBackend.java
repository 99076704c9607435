package org.forumcache;

import java.time.Duration;
import java.util.Collection;

/** Another backend, for what differs from it in one respect. */
public class ForwardingBackend implements CacheBackend {
    private final CacheBackend backend;

    public ForwardingBackend(CacheBackend backend) {
        this.backend = backend;
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
