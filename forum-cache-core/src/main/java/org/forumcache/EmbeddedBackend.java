package org.forumcache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Collection;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * {@link CacheBackend} inside this process, on Caffeine: bounded by bytes, least useful entries leave first.
 *
 * <p>Each key has one {@link Slot}, a lease or a value, that changes only inside Caffeine's atomic {@code compute} for
 * that key. A list's slot refers to the {@link Generation} of its category that was current when its lease was taken;
 * ending a generation is one write that makes all its slots unusable at once.
 *
 * <p>Look-ups go by a {@link CoarseClock}: an entry may be shown, and a lease respected, for about a hundredth of a second longer
 * than it lives. Whatever decides about a fill goes by the exact clock.
 *
 * <p>Slots know themselves when they die; a {@link Broom} takes away those that have.
 *
 * <p>Lock order: a key's slot, then its group's generation; never the other way round.
 */
public final class EmbeddedBackend implements CacheBackend {
    /** 256 MB. */
    public static final long DEFAULT_MAX_SIZE = 256L << 20;

    /**
     * Heap in bytes that an entry takes besides its document and its key's text: the map's and Caffeine's nodes, the
     * entry, the heads of the key and of the two arrays. Measured, with compressed pointers, by {@code EntrySizeIT}.
     */
    static final int ENTRY_OVERHEAD = 220;

    private static final Duration FOREVER = Duration.ofDays(36_500);
    private static final Lookup MISS = new Lookup.Miss(null);

    private final Cache<String, Slot> slots;
    private final Generations generations = new Generations();
    private final UnaryOperator<CacheEntry> form;
    private final Ticker ticker;
    /** What look-ups go by. */
    private final Ticker readClock;

    private final Broom broom;
    private final LongAdder evictions = new LongAdder();

    EmbeddedBackend(long maxBytes, Ticker ticker, Ticker readClock, UnaryOperator<CacheEntry> form) {
        this.ticker = ticker;
        this.readClock = readClock;
        this.form = form;
        // Maintenance runs, in small steps, on the threads that use the cache: no pool to start or stop.
        // No expiry: it would make each of Caffeine's nodes 16 bytes larger, and each hit read the clock twice.
        this.slots = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher(EmbeddedBackend::weight)
                .evictionListener((key, slot, cause) -> evictions.increment())
                .executor(Runnable::run)
                .build();
        this.broom = new Broom(slots.asMap(), ticker);
    }

    /** One that holds documents as they come, with a test's ticker. */
    EmbeddedBackend(long maxBytes, Ticker ticker) {
        this(maxBytes, ticker, ticker, UnaryOperator.identity());
    }

    /**
     * A backend that holds at most so many bytes, keys and an allowance for bookkeeping included, and documents as they
     * come.
     *
     * @throws IllegalArgumentException if the size is not positive
     */
    public static EmbeddedBackend withMaxSize(long bytes) {
        return inUse(bytes, UnaryOperator.identity());
    }

    /**
     * A backend as {@link #withMaxSize} makes it that holds documents {@linkplain CacheEntry#compressed() compressed},
     * so that several times as many fit. For those who send documents as they are held, to clients that take gzip: who
     * asks for the text has it inflated each time.
     *
     * @throws IllegalArgumentException if the size is not positive
     */
    public static EmbeddedBackend compressedWithMaxSize(long bytes) {
        return inUse(bytes, CacheEntry::compressed);
    }

    private static EmbeddedBackend inUse(long bytes, UnaryOperator<CacheEntry> form) {
        Ticker exact = Ticker.systemTicker();
        return new EmbeddedBackend(requirePositive(bytes), exact, new CoarseClock(exact), form);
    }

    private static long requirePositive(long bytes) {
        if (bytes <= 0) {
            throw new IllegalArgumentException("max size is " + bytes + " bytes; it must be more than zero");
        }
        return bytes;
    }

    @Override
    public Lookup find(EntryKey key) {
        Slot slot = slots.getIfPresent(key.text());
        Lookup seen = slot == null ? null : slot.look(readClock.read());
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
            PlacedEntry expired = old instanceof PlacedEntry value && isOf(joined, value, now) ? value : null;
            answer.setPlain(new Lookup.Granted(new FillLease(key, lease, null, expired)));
            return new Slot.Lease(lease, later(now, life), joined, expired);
        });
        broom.sweepSome();
        return answer.getPlain();
    }

    @Override
    public boolean fill(FillLease lease, CacheEntry entry, Duration ttl, Duration keep) {
        CacheEntry formed = form.apply(entry);
        boolean filled = replaceLease(lease, (held, now) -> placed(formed, now, ttl, keep, held.generation()));
        broom.sweepSome();
        return filled;
    }

    @Override
    public void release(FillLease lease) {
        var unused = replaceLease(lease, (held, now) -> held.expired());
    }

    @Override
    public boolean replace(EntryKey key, CacheEntry expected, CacheEntry fresh, Duration ttl, Duration keep) {
        CacheEntry formed = form.apply(fresh);
        AtomicBoolean replaced = new AtomicBoolean();
        slots.asMap().computeIfPresent(key.text(), (text, old) -> {
            if (!(old instanceof PlacedEntry value) || !value.isCurrent() || !value.equals(expected)) {
                return old;
            }
            replaced.setPlain(true);
            return placed(formed, ticker.read(), ttl, keep, value.generation());
        });
        return replaced.getPlain();
    }

    @Override
    public void put(EntryKey key, CacheEntry entry, Duration ttl, Duration keep) {
        CacheEntry formed = form.apply(entry);
        slots.asMap().compute(key.text(), (text, old) -> placed(formed, ticker.read(), ttl, keep, join(key)));
        broom.sweepSome();
    }

    @Override
    public void invalidate(Collection<String> keys, Collection<String> groups) {
        keys.forEach(slots.asMap()::remove);
        groups.forEach(generations::end);
    }

    @Override
    public void invalidateAllGroups() {
        generations.endAll();
    }

    @Override
    public void invalidateEverything() {
        slots.invalidateAll();
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

    /** How many groups the backend knows. */
    int groups() {
        return generations.size();
    }

    private static PlacedEntry placed(
            CacheEntry entry, long now, Duration ttl, Duration keep, @Nullable Generation generation) {
        return new PlacedEntry(entry, later(now, ttl), keep, generation);
    }

    private static long later(long now, Duration duration) {
        return now + (duration.compareTo(FOREVER) < 0 ? duration : FOREVER).toNanos();
    }

    /** The generation a slot at this key belongs to from now on. */
    private @Nullable Generation join(EntryKey key) {
        String group = key.group();
        return group == null ? null : generations.join(group);
    }

    /** Compared with the very generation the lease is under: one that ends in between takes both with it. */
    @SuppressWarnings("ReferenceEquality") // a generation is its identity
    private static boolean isOf(@Nullable Generation joined, PlacedEntry value, long now) {
        return value.generation() == joined && value.diesAt() - now > 0;
    }

    private boolean replaceLease(FillLease lease, LeaseSuccessor successor) {
        AtomicBoolean held = new AtomicBoolean();
        slots.asMap().computeIfPresent(lease.key().text(), (text, slot) -> {
            long now = ticker.read();
            if (!(slot instanceof Slot.Lease mine) || !mine.token().equals(lease.token()) || mine.isDead(now)) {
                return slot;
            }
            held.setPlain(true);
            return successor.of(mine, now);
        });
        return held.getPlain();
    }

    /** What follows a lease in its place; {@code null} for nothing. */
    private interface LeaseSuccessor {
        @Nullable
        Slot of(Slot.Lease lease, long now);
    }

    private static int weight(String key, Slot slot) {
        return (int) Math.min(Integer.MAX_VALUE, (long) ENTRY_OVERHEAD + key.length() + slot.heldBytes());
    }
}
