package org.forumcache.redis;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.forumcache.BackendStatus;
import org.forumcache.CacheBackend;
import org.forumcache.CacheBackendException;
import org.forumcache.CacheEntry;
import org.forumcache.EntryKey;
import org.forumcache.FillLease;
import org.forumcache.Lookup;
import org.forumcache.NearStatus;
import org.forumcache.Token;
import org.jspecify.annotations.Nullable;

/**
 * {@link CacheBackend} that keeps copies of what a {@link RedisBackend} answers inside the process.
 *
 * <p>A hit that is copied costs no round trip. Redis pushes the keys that change, over a connection of its own for each
 * master, and a copy is used only while the server has shown within {@link NearSettings#maxSilence} that no push is missing.
 * So what another process has invalidated may still be seen for that time after the call returned; what this process has
 * invalidated is not. Everything else a copy must fulfil is what an answer of Redis must: epoch, fence, proof of who the
 * server is.
 *
 * <p>Only what Redis has answered is kept, not what was just stored there: the push of a change of one's own cannot be told
 * from that of another's that came with it. A list that another process stores with {@link #put} is seen when its copy has
 * expired or its category is invalidated: lists have no pushes of their own.
 */
public final class NearBackend implements CacheBackend {
    private final RedisBackend redis;
    private final NearTier tier;
    private final Watches watches;
    private final LongAdder hits = new LongAdder();

    private NearBackend(RedisBackend redis, NearTier tier, Duration maxSilence) {
        this.redis = redis;
        this.tier = tier;
        this.watches = new Watches(redis, tier, maxSilence);
    }

    /**
     * A backend that keeps copies of what the other one answers, and closes it when it is closed itself. Copies are used as
     * soon as Redis pushes what changes, which is a moment later.
     */
    public static NearBackend over(RedisBackend redis, NearSettings settings) {
        NearTier tier = new NearTier(redis.epochs(), settings.maxBytes(), Ticker.systemTicker());
        return over(redis, tier, settings.maxSilence());
    }

    /** The same with another tier, such as one that breaks a rule to show that this is noticed. */
    static NearBackend over(RedisBackend redis, NearTier tier, Duration maxSilence) {
        NearBackend backend = new NearBackend(redis, tier, maxSilence);
        backend.watches.start();
        return backend;
    }

    @Override
    public Lookup find(EntryKey key) {
        Lookup.Hit copy = tier.find(key);
        if (copy != null) {
            hits.increment();
            return copy;
        }
        Place.Placeholder placeholder = tier.hold(key);
        return placeholder == null ? redis.find(key) : findThrough(key, placeholder);
    }

    private Lookup findThrough(EntryKey key, Place.Placeholder placeholder) {
        long askedAt = System.nanoTime();
        Lookups.Sighting seen;
        try {
            seen = redis.sight(key);
        } catch (CacheBackendException e) {
            tier.withdraw(key, placeholder);
            throw e;
        }
        tier.publish(key, placeholder, seen, askedAt);
        return seen.lookup();
    }

    @Override
    public Lookup acquire(EntryKey key, Lookup.Miss miss, Token lease, Duration life) {
        try {
            return redis.acquire(key, miss, lease, life);
        } finally {
            tier.drop(key.text());
        }
    }

    @Override
    public boolean fill(FillLease lease, CacheEntry entry, Duration ttl, Duration keep) {
        try {
            return redis.fill(lease, entry, ttl, keep);
        } finally {
            tier.drop(lease.key().text());
        }
    }

    @Override
    public void release(FillLease lease) {
        try {
            redis.release(lease);
        } finally {
            tier.drop(lease.key().text());
        }
    }

    @Override
    public boolean replace(EntryKey key, CacheEntry expected, CacheEntry fresh, Duration ttl, Duration keep) {
        try {
            return redis.replace(key, expected, fresh, ttl, keep);
        } finally {
            tier.drop(key.text());
        }
    }

    @Override
    public void put(EntryKey key, CacheEntry entry, Duration ttl, Duration keep) {
        try {
            redis.put(key, entry, ttl, keep);
        } finally {
            tier.drop(key.text());
        }
    }

    /** A list that is named alone takes all of its category's with it: other processes hear of them only together. */
    @Override
    public void invalidate(Collection<String> keys, Collection<String> groups) {
        Set<String> allGroups = new LinkedHashSet<>(groups);
        keys.forEach(key -> addGroup(key, allGroups));
        try {
            redis.invalidate(keys, allGroups);
        } finally {
            // Afterwards: an answer of Redis that came before is dropped, and none that is older can come any more.
            tier.drop(keys, allGroups);
        }
    }

    private static void addGroup(String key, Set<String> groups) {
        String group = groupOf(key);
        if (group != null) {
            groups.add(group);
        }
    }

    private static @Nullable String groupOf(String key) {
        try {
            return EntryKey.parse(key).group();
        } catch (IllegalArgumentException e) {
            // Nothing can be cached at such a key.
            return null;
        }
    }

    @Override
    public void invalidateAllGroups() {
        try {
            redis.invalidateAllGroups();
        } finally {
            tier.dropAllLists();
        }
    }

    @Override
    public void invalidateEverything() {
        try {
            redis.invalidateEverything();
        } finally {
            tier.dropEverything();
        }
    }

    @Override
    public BackendStatus status() {
        return redis.status().with(new NearStatus(watches.state(), tier.entries(), tier.bytes(), hits.sum()));
    }

    RedisBackend redis() {
        return redis;
    }

    NearTier tier() {
        return tier;
    }

    @Override
    public void close() {
        watches.close();
        redis.close();
    }
}
