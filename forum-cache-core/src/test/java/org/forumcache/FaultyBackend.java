package org.forumcache;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A working backend that throws what it is told to, and counts how often it is asked. */
final class FaultyBackend implements CacheBackend {
    private final CacheBackend working;
    private final AtomicInteger calls = new AtomicInteger();
    private volatile @Nullable Supplier<RuntimeException> fault;

    FaultyBackend(CacheBackend working) {
        this.working = working;
    }

    void breakDown() {
        breakDown(() -> new CacheBackendException("connection refused"));
    }

    void breakDown(Supplier<RuntimeException> cause) {
        fault = cause;
    }

    void recover() {
        fault = null;
    }

    int calls() {
        return calls.get();
    }

    private CacheBackend ask() {
        calls.incrementAndGet();
        Supplier<RuntimeException> current = fault;
        if (current != null) {
            throw current.get();
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
