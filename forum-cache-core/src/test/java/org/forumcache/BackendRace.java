package org.forumcache;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Readers that load and fill one key while a writer changes the row behind it, and a check of every read.
 *
 * <p>The row is a number that only grows. A write is acknowledged after its invalidation; a read is stale if it returns
 * less than what was acknowledged before it began.
 */
final class BackendRace {
    private static final Duration LONG = Duration.ofHours(1);
    /** Long enough that writes fall into loads. */
    private static final long LOAD_NANOS = 10_000;

    private final CacheBackend backend;
    private final EntryKey key;
    private final AtomicLong row = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong hits = new AtomicLong();
    private final Queue<String> staleReads = new ConcurrentLinkedQueue<>();
    private volatile boolean writing = true;

    BackendRace(CacheBackend backend, EntryKey key) {
        this.backend = backend;
        this.key = key;
    }

    /** Reads until all writes are done. */
    void run(int readers, int writes) {
        List<Callable<Boolean>> calls = new ArrayList<>();
        calls.add(() -> write(writes));
        for (int i = 0; i < readers; i++) {
            calls.add(this::read);
        }
        Together.call(calls);
    }

    List<String> staleReads() {
        return List.copyOf(staleReads);
    }

    long hits() {
        return hits.get();
    }

    private boolean write(int writes) {
        for (int i = 0; i < writes; i++) {
            long version = row.incrementAndGet();
            invalidate();
            acknowledged.set(version);
            awaitHitsOf(hits.get() + 1);
        }
        writing = false;
        return true;
    }

    private void invalidate() {
        String group = key.group();
        if (group == null) {
            backend.invalidate(Set.of(key.text()), Set.of());
        } else {
            backend.invalidate(Set.of(), Set.of(group));
        }
    }

    /** Lets readers fill again between two writes, but not for long: the next write shall meet loads under way. */
    private void awaitHitsOf(long enough) {
        for (int spins = 0; hits.get() < enough && spins < 200; spins++) {
            LockSupport.parkNanos(LOAD_NANOS);
        }
    }

    private boolean read() {
        while (writing) {
            long floor = acknowledged.get();
            Long version = readOnce();
            if (version != null && version < floor) {
                staleReads.add(key + " returned " + version + " though " + floor + " was acknowledged");
            }
        }
        return true;
    }

    private @Nullable Long readOnce() {
        Lookup found = backend.find(key);
        if (found instanceof Lookup.Miss miss) {
            found = backend.acquire(key, miss, Token.random(), LONG);
        }
        if (found instanceof Lookup.Hit hit) {
            hits.incrementAndGet();
            return Long.valueOf(new String(hit.entry().utf8(), UTF_8));
        }
        if (found instanceof Lookup.Granted granted) {
            return load(granted.lease());
        }
        return null;
    }

    private long load(FillLease lease) {
        long version = row.get();
        LockSupport.parkNanos(LOAD_NANOS);
        byte[] utf8 = Long.toString(version).getBytes(UTF_8);
        backend.fill(lease, CacheEntry.restored(Token.random(), utf8, "\"" + version + '"', Duration.ZERO), LONG, LONG);
        return version;
    }
}
