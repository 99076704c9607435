package org.forumcache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Collection;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * {@link CacheBackend} inside this process, on Caffeine: bounded by bytes, least useful entries leave first.
 *
 * <p>Each key has one {@link Slot}, a lease or a value, that changes only inside Caffeine's atomic {@code compute} for
 * that key. A list's slot refers to the {@link Generation} of its category that was current when its lease was taken;
 * ending a generation is one write that makes all its slots unusable at once, and their memory is swept up afterwards,
 * in the background.
 *
 * <p>Lock order: a key's slot, then its group's generation; never the other way round.
 */
public final class EmbeddedBackend implements CacheBackend {
    /** 256 MB. */
    public static final long DEFAULT_MAX_SIZE = 256L << 20;

    /**
     * Heap in bytes that an entry takes besides its document and its key's text: Caffeine's node, the slot, the entry
     * tag, the group's index. Measured with compressed pointers: 328 for a thread, 374 for a list.
     */
    static final int ENTRY_OVERHEAD = 360;

    private static final Duration FOREVER = Duration.ofDays(36_500);
    private static final Lookup MISS = new Lookup.Miss(null);

    private final Cache<String, Slot> slots;
    private final Generations generations = new Generations();
    private final Ticker ticker;
    private final Executor sweeper;
    private final LongAdder evictions = new LongAdder();

    EmbeddedBackend(long maxBytes, Ticker ticker, Executor sweeper) {
        this.ticker = ticker;
        this.sweeper = sweeper;
        // Maintenance runs, in small steps, on the threads that use the cache: no pool to start or stop.
        this.slots = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher(EmbeddedBackend::weight)
                .expireAfter(Expiry.<String, Slot>writing(
                        (key, slot) -> Duration.ofNanos(Math.max(1, slot.diesAt() - ticker.read()))))
                .evictionListener(this::evicted)
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    /**
     * A backend that holds at most so many bytes, keys and an allowance for bookkeeping included.
     *
     * @throws IllegalArgumentException if the size is not positive
     */
    public static EmbeddedBackend withMaxSize(long bytes) {
        if (bytes <= 0) {
            throw new IllegalArgumentException("max size is " + bytes + " bytes; it must be more than zero");
        }
        return new EmbeddedBackend(bytes, Ticker.systemTicker(), ForkJoinPool.commonPool());
    }

    @Override
    public Lookup find(EntryKey key) {
        Slot slot = slots.getIfPresent(key.text());
        Lookup seen = slot == null ? null : slot.look(ticker.read());
        return seen == null ? MISS : seen;
    }

    @Override
    public Lookup acquire(EntryKey key, Lookup.Miss miss, Token lease, Duration life) {
        AtomicReference<Lookup> answer = new AtomicReference<>(miss);
        slots.asMap().compute(key.text(), (text, old) -> {
            long now = ticker.read();
            Lookup seen = old == null ? null : old.look(now);
            if (seen != null) {
                answer.setPlain(seen);
                return old;
            }
            Generation joined = join(key);
            // Compared with the very generation the lease is under: one that ends in between takes both with it.
            Slot.Value expired = old instanceof Slot.Value value && value.generation() == joined ? value : null;
            answer.setPlain(
                    new Lookup.Granted(new FillLease(key, lease, null, expired == null ? null : expired.entry())));
            return new Slot.Lease(lease, later(now, life), joined, expired);
        });
        return answer.getPlain();
    }

    @Override
    public boolean fill(FillLease lease, CacheEntry entry, Duration ttl, Duration keep) {
        return replaceLease(lease, (held, now) -> value(entry, now, ttl, keep, held.generation()));
    }

    @Override
    public void release(FillLease lease) {
        replaceLease(lease, (held, now) -> held.expired());
    }

    @Override
    public boolean replace(EntryKey key, CacheEntry expected, CacheEntry fresh, Duration ttl, Duration keep) {
        AtomicBoolean replaced = new AtomicBoolean();
        slots.asMap().computeIfPresent(key.text(), (text, old) -> {
            if (!(old instanceof Slot.Value value)
                    || !value.isCurrent()
                    || !value.entry().equals(expected)) {
                return old;
            }
            replaced.setPlain(true);
            return value(fresh, ticker.read(), ttl, keep, value.generation());
        });
        return replaced.getPlain();
    }

    @Override
    public void put(EntryKey key, CacheEntry entry, Duration ttl, Duration keep) {
        slots.asMap().compute(key.text(), (text, old) -> value(entry, ticker.read(), ttl, keep, join(key)));
    }

    @Override
    public void invalidate(Collection<String> keys, Collection<String> groups) {
        keys.forEach(this::remove);
        groups.forEach(this::endGeneration);
    }

    @Override
    public void invalidateAllGroups() {
        generations.groups().forEach(this::endGeneration);
    }

    @Override
    public void invalidateEverything() {
        slots.invalidateAll();
        // Last, because it forgets the whole index, which is not told of what was just removed.
        invalidateAllGroups();
    }

    @Override
    public BackendStatus status() {
        slots.cleanUp();
        OptionalLong bytes = slots.policy().eviction().orElseThrow().weightedSize();
        return new BackendStatus("embedded", "up", OptionalLong.of(slots.estimatedSize()), bytes, 0)
                .withEvictions(evictions.sum());
    }

    @Override
    public void close() {
        invalidateEverything();
    }

    /** How many keys the index of groups holds. */
    int indexedKeys() {
        slots.cleanUp();
        return generations.size();
    }

    private static Slot.Value value(
            CacheEntry entry, long now, Duration ttl, Duration keep, @Nullable Generation generation) {
        long expiresAt = later(now, ttl);
        return new Slot.Value(entry, expiresAt, later(expiresAt, keep), generation);
    }

    private static long later(long now, Duration duration) {
        return now + (duration.compareTo(FOREVER) < 0 ? duration : FOREVER).toNanos();
    }

    /** The generation a slot at this key belongs to from now on. */
    private @Nullable Generation join(EntryKey key) {
        String group = key.group();
        return group == null ? null : generations.join(group, key.text());
    }

    private void leave(Slot slot, String key) {
        Generation generation = slot.generation();
        if (generation != null) {
            generations.leave(generation, key);
        }
    }

    private boolean replaceLease(FillLease lease, LeaseSuccessor successor) {
        AtomicBoolean held = new AtomicBoolean();
        slots.asMap().computeIfPresent(lease.key().text(), (text, slot) -> {
            long now = ticker.read();
            if (!(slot instanceof Slot.Lease mine) || !mine.token().equals(lease.token()) || !mine.isHeld(now)) {
                return slot;
            }
            held.setPlain(true);
            Slot next = successor.of(mine, now);
            if (next == null) {
                leave(mine, text);
            }
            return next;
        });
        return held.getPlain();
    }

    /** What follows a lease in its place; {@code null} for nothing. */
    private interface LeaseSuccessor {
        @Nullable
        Slot of(Slot.Lease lease, long now);
    }

    private void remove(String key) {
        // Not computeIfPresent: it skips what has just expired without its lock, though a fill may be replacing it.
        slots.asMap().compute(key, (text, slot) -> {
            if (slot != null) {
                leave(slot, text);
            }
            return null;
        });
    }

    private void endGeneration(String group) {
        Generation ended = generations.end(group);
        if (ended != null) {
            sweeper.execute(() -> ended.members().forEach(key -> sweep(key, ended)));
        }
    }

    private void sweep(String key, Generation ended) {
        slots.asMap().computeIfPresent(key, (text, slot) -> slot.generation() == ended ? null : slot);
    }

    private void evicted(@Nullable String key, @Nullable Slot slot, RemovalCause cause) {
        if (cause == RemovalCause.SIZE) {
            evictions.increment();
        }
        if (key != null && slot != null) {
            leave(slot, key);
        }
    }

    private static int weight(String key, Slot slot) {
        return (int) Math.min(Integer.MAX_VALUE, (long) ENTRY_OVERHEAD + key.length() + slot.bytes());
    }
}
