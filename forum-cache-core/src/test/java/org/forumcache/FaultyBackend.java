package org.forumcache;

import java.time.Duration;
import java.util.Collection;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A working backend that throws what it is told to. */
final class FaultyBackend implements CacheBackend {
    private final CacheBackend working;
    private volatile @Nullable Supplier<? extends @Nullable RuntimeException> fault;

    FaultyBackend(CacheBackend working) {
        this.working = working;
    }

    void breakDown() {
        breakDown(() -> new CacheBackendException("connection refused"));
    }

    /** Makes every call ask first, and fail if there is a cause. */
    void breakDown(Supplier<? extends @Nullable RuntimeException> cause) {
        fault = cause;
    }

    void recover() {
        fault = null;
    }

    private CacheBackend ask() {
        Supplier<? extends @Nullable RuntimeException> current = fault;
        RuntimeException failure = current == null ? null : current.get();
        if (failure != null) {
            throw failure;
        }
        return working;
    }

    @Override
    public Lookup find(EntryKey key) {
        return ask().find(key);
    }

    @Override
    public Lookup acquire(EntryKey key, Lookup.Miss miss, Token lease, Duration life) {
        return ask().acquire(key, miss, lease, life);
    }

    @Override
    public boolean fill(FillLease lease, CacheEntry entry, Duration ttl, Duration keep) {
        return ask().fill(lease, entry, ttl, keep);
    }

    @Override
    public void release(FillLease lease) {
        ask().release(lease);
    }

    @Override
    public boolean replace(EntryKey key, CacheEntry expected, CacheEntry fresh, Duration ttl, Duration keep) {
        return ask().replace(key, expected, fresh, ttl, keep);
    }

    @Override
    public void put(EntryKey key, CacheEntry entry, Duration ttl, Duration keep) {
        ask().put(key, entry, ttl, keep);
    }

    @Override
    public void invalidate(Collection<String> keys, Collection<String> groups) {
        ask().invalidate(keys, groups);
    }

    @Override
    public void invalidateAllGroups() {
        ask().invalidateAllGroups();
    }

    @Override
    public void invalidateEverything() {
        ask().invalidateEverything();
    }

    @Override
    public BackendStatus status() {
        return ask().status();
    }

    @Override
    public void close() {
        working.close();
    }
}
