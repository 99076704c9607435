package org.forumcache.redis;

import io.lettuce.core.RedisURI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.forumcache.BackendStatus;
import org.forumcache.CacheBackend;
import org.forumcache.CacheBackendException;
import org.forumcache.CacheEntry;
import org.forumcache.EntryKey;
import org.forumcache.FillLease;
import org.forumcache.Lookup;
import org.forumcache.Token;
import org.jspecify.annotations.Nullable;

/**
 * {@link CacheBackend} in Redis, one for many processes: a server of its own, one guarded by Sentinels, or a Cluster.
 *
 * <p>An entry's lease lies in the entry's own key until the value replaces it, and changes only inside scripts that
 * touch that one key. A list's entry bears the generation of its category; invalidating the category stores another
 * token. Everything stored bears a {@link Seal}: what another epoch, another schema or a server with other data has left
 * behind is not even recognised. {@link StoredForm} describes the bytes.
 *
 * <p>Every call is bounded by {@link RedisSettings#withTimeout}; an invalidation by four times as much for every 500 keys
 * and groups, because giving it up early shows old pages; {@link #invalidateEverything} takes about two seconds. While
 * Redis cannot be used calls fail at once; the connection is restored in the background.
 *
 * <p>With a {@linkplain RedisSettings#fencedBy fence} an invalidation that cannot be delivered makes everything cached
 * unusable instead, for all processes; that takes as long as the fence needs to be noticed.
 */
public final class RedisBackend implements CacheBackend {
    /** How many keys, and groups, are invalidated at once: a longer command would make everybody wait. */
    private static final int MAX_BATCH = 500;

    /** An invalidation is given so many timeouts: giving it up early shows other processes' readers old pages. */
    private static final int PATIENCE = 4;

    private final List<RedisURI> uris;
    private final Duration timeout;
    private final Duration patience;
    private final Connector connector;
    private final Servers servers;
    private final @Nullable Fence fence;
    private final Epochs epochs;
    private final Groups groups;
    private final Lookups lookups;
    private final Keeper keeper;

    private RedisBackend(RedisSettings settings) {
        this.uris = settings.uris();
        this.timeout = settings.timeout();
        this.patience = timeout.multipliedBy(PATIENCE);
        this.connector = new Connector(settings, this::lost);
        this.servers = new Servers(settings, connector, this::wake, this::doubt);
        this.fence = settings.fence();
        this.epochs = new Epochs(servers, fence == null ? null : new Admission(fence, servers), timeout);
        this.groups = new Groups(servers, epochs, timeout);
        this.lookups = new Lookups(servers, epochs, groups, settings.schema());
        this.keeper = new Keeper(servers, epochs, timeout);
    }

    /**
     * A backend on Redis. If Redis cannot be reached within five seconds the backend is there nevertheless: its calls
     * fail, and it goes on trying to connect until it is closed.
     */
    public static RedisBackend connect(RedisSettings settings) {
        RedisBackend backend = new RedisBackend(settings);
        backend.keeper.start(Duration.ofSeconds(5));
        return backend;
    }

    private void lost() {
        keeper.lost();
    }

    private void doubt() {
        epochs.doubt();
    }

    private void wake() {
        keeper.wake();
    }

    @Override
    public Lookup find(EntryKey key) {
        return sight(key).lookup();
    }

    /** {@link #find}, and who said so. */
    Lookups.Sighting sight(EntryKey key) {
        return lookups.find(key, Call.deadline(timeout));
    }

    Servers servers() {
        return servers;
    }

    Epochs epochs() {
        return epochs;
    }

    Connector connector() {
        return connector;
    }

    @Override
    public Lookup acquire(EntryKey key, Lookup.Miss miss, Token lease, Duration life) {
        return lookups.acquire(key, miss, lease, decimal(Millis.of(life)), Call.deadline(timeout));
    }

    @Override
    public boolean fill(FillLease lease, CacheEntry entry, Duration ttl, Duration keep) {
        return succeed(lease.key(), StoredForm.LEASE, lease.token(), new Life(entry, ttl, keep));
    }

    @Override
    public boolean replace(EntryKey key, CacheEntry expected, CacheEntry fresh, Duration ttl, Duration keep) {
        return succeed(key, StoredForm.VALUE, expected.stamp(), new Life(fresh, ttl, keep));
    }

    /** An entry and how long it shall live. */
    private record Life(CacheEntry entry, Duration ttl, Duration keep) {
        Life {
            entry = entry.compressed();
        }

        byte[] bodyOn(Link link) {
            return StoredForm.body(entry, link.clockMillis() + Millis.of(ttl), keep);
        }

        long millis() {
            return Millis.of(ttl) + Millis.of(keep);
        }
    }

    private boolean succeed(EntryKey key, byte form, Token name, Life life) {
        byte[] expected = {form};
        Request<Long> request = Request.number(Script.SUCCEED, key.text(), link ->
                new byte[][] {expected, StoredForm.bytes(name), life.bodyOn(link), decimal(life.millis())});
        return Call.of(servers, request).await(Call.deadline(timeout)) == 1;
    }

    @Override
    public void release(FillLease lease) {
        byte[] token = StoredForm.bytes(lease.token());
        Request<Long> request = Request.number(Script.RELEASE, lease.key().text(), link -> new byte[][] {token});
        Call.of(servers, request).await(Call.deadline(timeout));
    }

    @Override
    public void put(EntryKey key, CacheEntry entry, Duration ttl, Duration keep) {
        Epoch epoch = epochs.current();
        long deadline = Call.deadline(timeout);
        Token generation = key.group() == null ? null : groups.generation(key.group(), epoch, deadline);
        Life life = new Life(entry, ttl, keep);
        Request<byte[]> request = Request.set(
                key.text(),
                link -> StoredForm.value(lookups.seal(epoch, link, generation), life.bodyOn(link)),
                life.millis());
        Call.of(servers, request).await(deadline);
    }

    @Override
    public void invalidate(Collection<String> keys, Collection<String> groups) {
        orRaise(() -> deliver(keys, groups));
    }

    /** Sees to it that nothing is used any more that is cached now, if it cannot be told what. */
    private void orRaise(Runnable invalidation) {
        try {
            invalidation.run();
        } catch (CacheBackendException e) {
            if (fence == null) {
                throw e;
            }
            fence.raise();
        }
    }

    private void deliver(Collection<String> keys, Collection<String> groups) {
        List<String> allKeys = List.copyOf(keys);
        List<String> allGroups = List.copyOf(groups);
        int size = Math.max(allKeys.size(), allGroups.size());
        CacheBackendException failure = null;
        for (int from = 0; from < size; from += MAX_BATCH) {
            try {
                invalidateBatch(batch(allKeys, from), batch(allGroups, from));
            } catch (CacheBackendException e) {
                // The next one may be for servers that are there.
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static List<String> batch(List<String> all, int from) {
        return all.subList(Math.min(from, all.size()), Math.min(from + MAX_BATCH, all.size()));
    }

    private void invalidateBatch(List<String> keys, List<String> groups) {
        long deadline = Call.deadline(patience);
        while (true) {
            try {
                attempt(keys, groups, deadline);
                return;
            } catch (CacheBackendException e) {
                // A connection that broke is back in a moment, and this is worth waiting for.
                if (!keeper.recovers(deadline)) {
                    throw e;
                }
            }
        }
    }

    /**
     * Without a fence it needs no proof of who the server is: what is removed from the wrong one is loaded again. With
     * one it counts only if the servers were those that all processes use.
     */
    private void attempt(List<String> keys, List<String> groups, long deadline) {
        Epoch epoch = fence == null ? null : epochs.current();
        Orders orders = new Orders();
        groups.forEach(group -> orders.send(() -> this.groups.end(group)));
        delete(keys, orders);
        List<Call<?>> calls = orders.await(deadline);
        if (epoch != null) {
            calls.forEach(call -> epochs.require(epoch, call.link()));
        }
    }

    private void delete(List<String> keys, Orders orders) {
        if (keys.isEmpty()) {
            return;
        }
        if (servers.areOne()) {
            orders.send(() -> Call.of(servers, Request.unlink(keys)));
        } else {
            keys.forEach(key -> orders.send(() -> Call.of(servers, Request.unlink(List.of(key)))));
        }
    }

    @Override
    public void invalidateAllGroups() {
        orRaise(() -> {
            Set<String> known = groups.known();
            if (known == null) {
                invalidateEverything();
            } else {
                deliver(List.of(), known);
                epochs.awaitNoticed();
            }
        });
    }

    @Override
    public void invalidateEverything() {
        if (fence == null) {
            epochs.raise();
        } else {
            fence.raise();
        }
    }

    @Override
    public BackendStatus status() {
        return new BackendStatus(
                        "redis", keeper.state(), OptionalLong.empty(), OptionalLong.empty(), lookups.unreadable())
                .with(keeper.condition())
                .with(ServersReport.of(servers, uris, epochs.fence()));
    }

    @Override
    public void close() {
        keeper.close();
        servers.close();
        connector.close();
    }

    private static byte[] decimal(long number) {
        return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
    }
}
