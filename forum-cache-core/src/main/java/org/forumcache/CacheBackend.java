package org.forumcache;

import java.time.Duration;
import java.util.Collection;

/**
 * Where documents are stored, and the state machine that keeps a slow reader from storing what a write has replaced.
 *
 * <p>An entry's place holds nothing, a lease or a value. Whoever misses first {@linkplain #acquire acquires} the lease,
 * loads, and {@linkplain #fill fills}; invalidation removes value and lease alike, so that a fill under a lease taken
 * before it is refused. Entries of a group carry the group's generation; invalidating the group replaces that token, at
 * a cost that does not depend on how many entries carry the old one.
 *
 * <p>Every method is linearizable for its key, safe for all threads, and bounded in time. All of them throw
 * {@link CacheBackendException}, and nothing else, when they cannot be carried out. {@code CacheBackendContract} in the
 * test-jar states these promises as tests.
 */
public interface CacheBackend extends AutoCloseable {

    /** A hit, a live lease's holder, or a miss; changes nothing. */
    Lookup find(EntryKey key);

    /**
     * Takes the lease of a key that was just missed.
     *
     * @param miss what {@link #find} answered, so that the lease is taken under the generation the look-up saw
     * @param lease a fresh token that names the lease if it is granted
     * @param life after which the lease is void, so that a holder that dies delays nobody longer
     * @return {@link Lookup.Granted}, or the value or the live lease that got there first
     */
    Lookup acquire(EntryKey key, Lookup.Miss miss, Token lease, Duration life);

    /**
     * Replaces the lease by a value.
     *
     * @param ttl after which the value is no longer a hit
     * @param keep how much longer it is kept, to be served if loading it anew fails
     * @return {@code false}, and nothing is stored, if the lease is gone: invalidated, expired or evicted
     */
    boolean fill(FillLease lease, CacheEntry entry, Duration ttl, Duration keep);

    /** Gives an unused lease back: its place is empty again, or holds the expired value it held before. */
    void release(FillLease lease);

    /**
     * Replaces a value by a fresher one.
     *
     * @return {@code false}, and nothing is stored, if the very value expected is no longer there
     */
    boolean replace(EntryKey key, CacheEntry expected, CacheEntry fresh, Duration ttl, Duration keep);

    /** Stores unconditionally, replacing value and lease: the last writer wins. */
    void put(EntryKey key, CacheEntry entry, Duration ttl, Duration keep);

    /**
     * Makes every value and lease that exists now, under these keys or in these groups, unusable for all reads that
     * start after this call returns.
     *
     * @param keys key texts
     * @param groups categories
     */
    void invalidate(Collection<String> keys, Collection<String> groups);

    /** {@link #invalidate} for all groups there are. */
    void invalidateAllGroups();

    /** {@link #invalidate} for everything there is. */
    void invalidateEverything();

    /** The backend's name, state and size; never throws. */
    BackendStatus status();

    /** Gives up what the backend holds open; no method may be called afterwards. */
    @Override
    void close();
}
