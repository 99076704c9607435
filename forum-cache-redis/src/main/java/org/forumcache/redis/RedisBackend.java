package org.forumcache.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.forumcache.BackendStatus;
import org.forumcache.CacheBackend;
import org.forumcache.CacheBackendException;
import org.forumcache.CacheEntry;
import org.forumcache.CacheKeys;
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
 * <p>Every call is bounded by {@link RedisSettings#withTimeout}; an invalidation by four times as much for every 500
 * keys, because giving it up early shows old pages; {@link #invalidateEverything} takes about two seconds. While Redis cannot be used calls fail at once; the connection is restored in the background.
 */
public final class RedisBackend implements CacheBackend {
    private static final Lookup NOTHING = new Lookup.Miss(null);
    /** How many keys one command deletes at most: a long one would make everybody wait. */
    private static final int MAX_KEYS = 500;

    /** An invalidation is given so many timeouts: giving it up early shows other processes' readers old pages. */
    private static final int PATIENCE = 4;

    private static final byte[] BELIEVE = {};
    private static final byte[] BELIEVE_NOTHING = "none".getBytes(StandardCharsets.US_ASCII);

    private final Duration timeout;
    private final Duration patience;
    private final Seal schema;
    private final Connector connector;
    private final Servers servers;
    private final Epochs epochs;
    private final Keeper keeper;
    private final LongAdder unreadable = new LongAdder();

    private RedisBackend(RedisSettings settings) {
        this.timeout = settings.timeout();
        this.patience = timeout.multipliedBy(PATIENCE);
        this.schema = Seal.hashOf(settings.schema());
        this.connector = new Connector(settings, this::lost);
        this.servers = new Servers(settings, connector, this::wake);
        this.epochs = new Epochs(servers, timeout);
        this.keeper = new Keeper(servers, epochs);
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

    private void wake() {
        keeper.wake();
    }

    @Override
    public Lookup find(EntryKey key) {
        Epoch epoch = epochs.current();
        long deadline = Call.deadline(timeout);
        Place place = look(key, deadline);
        epochs.require(epoch, place.link);
        Token generation = generationIn(place, epoch);
        if (key.group() != null && generation == null) {
            return NOTHING;
        }
        return seen(place, seal(epoch, place.link, generation), generation);
    }

    /** What a look-up brought: the bytes at an entry's place and at its group's, and who sent them. */
    private static final class Place {
        private final byte @Nullable [] stored;
        private final Link link;
        private final byte @Nullable [] generation;
        private final Link guard;

        Place(byte @Nullable [] stored, Link link, byte @Nullable [] generation, Link guard) {
            this.stored = stored;
            this.link = link;
            this.generation = generation;
            this.guard = guard;
        }
    }

    private Place look(EntryKey key, long deadline) {
        String group = key.group();
        if (group == null) {
            Call<byte[]> entry = Call.of(servers, Request.get(key.text()));
            byte[] stored = entry.await(deadline);
            return new Place(stored, entry.link(), null, entry.link());
        }
        String generationKey = CacheKeys.generation(group);
        if (servers.areOne()) {
            Call<List<byte[]>> both = Call.of(servers, Request.mget(key.text(), generationKey));
            List<byte[]> stored = both.await(deadline);
            return new Place(stored.get(0), both.link(), stored.get(1), both.link());
        }
        Call<byte[]> entry = Call.of(servers, Request.get(key.text()));
        Call<byte[]> generation = Call.of(servers, Request.get(generationKey));
        byte[] stored = entry.await(deadline);
        return new Place(stored, entry.link(), generation.await(deadline), generation.link());
    }

    private @Nullable Token generationIn(Place place, Epoch epoch) {
        return StoredForm.tokenIn(place.generation, StoredForm.GENERATION, epoch.sealOn(place.guard));
    }

    private Seal seal(Epoch epoch, Link link, @Nullable Token generation) {
        Seal seal = epoch.sealOn(link).and(schema);
        return generation == null ? seal : seal.and(Seal.of(generation));
    }

    private Lookup seen(Place place, Seal seal, @Nullable Token generation) {
        byte[] stored = place.stored;
        StoredForm.Kind kind = StoredForm.kindOf(stored, seal);
        if (stored == null || kind == StoredForm.Kind.NONE) {
            return miss(generation);
        } else if (kind == StoredForm.Kind.LEASE) {
            return new Lookup.Busy(StoredForm.name(stored));
        } else if (kind == StoredForm.Kind.UNREADABLE) {
            unreadable.increment();
            return miss(generation);
        }
        long millisLeft = StoredForm.expiresAt(stored) - place.link.clockMillis();
        return millisLeft > 0 ? value(stored, millisLeft, generation) : miss(generation);
    }

    private Lookup value(byte[] stored, long millisLeft, @Nullable Token generation) {
        CacheEntry entry = StoredForm.entry(stored);
        if (entry == null) {
            unreadable.increment();
            return miss(generation);
        }
        return new Lookup.Hit(entry, millisLeft * 1_000_000);
    }

    private static Lookup miss(@Nullable Token generation) {
        return generation == null ? NOTHING : new Lookup.Miss(generation);
    }

    @Override
    public Lookup acquire(EntryKey key, Lookup.Miss miss, Token lease, Duration life) {
        Epoch epoch = epochs.current();
        long deadline = Call.deadline(timeout);
        Token generation = miss.generation();
        if (generation == null && key.group() != null) {
            generation = begin(key.group(), epoch, deadline);
        }
        Attempt attempt = new Attempt(key, epoch, generation, lease, life, deadline);
        Lookup answer = attempt.acquire(BELIEVE);
        // A value that cannot be read would be found again and again.
        return answer instanceof Lookup.Miss ? attempt.acquire(BELIEVE_NOTHING) : answer;
    }

    /** The generation of a group that had none. */
    private Token begin(String group, Epoch epoch, long deadline) {
        String known = CacheKeys.generations();
        byte[] mark = epoch.markOn(servers.of(known));
        byte[] name = group.getBytes(StandardCharsets.US_ASCII);
        // Before it begins: whoever invalidates all lists must find it.
        if (Call.of(servers, Request.number(Script.JOIN, known, mark, name)).await(deadline) == 0) {
            throw new CacheBackendException("the categories known to Redis were lost; a new epoch will begin");
        }
        String key = CacheKeys.generation(group);
        Seal seal = epoch.sealOn(servers.of(key));
        byte[] beginning = StoredForm.beginning(StoredForm.GENERATION, seal);
        byte[] proposal = StoredForm.head(StoredForm.GENERATION, seal, Token.random());
        Call<byte[]> agreed = Call.of(servers, Request.bytes(Script.AGREE, key, beginning, proposal, BELIEVE));
        Token token = StoredForm.name(agreed.await(deadline));
        epochs.require(epoch, agreed.link());
        return token;
    }

    /** One reader's attempt to take a lease. */
    private final class Attempt {
        private final EntryKey key;
        private final Epoch epoch;
        private final @Nullable Token generation;
        private final Token lease;
        private final byte[] life;
        private final long deadline;

        Attempt(EntryKey key, Epoch epoch, @Nullable Token generation, Token lease, Duration life, long deadline) {
            this.key = key;
            this.epoch = epoch;
            this.generation = generation;
            this.lease = lease;
            this.life = decimal(Millis.of(life));
            this.deadline = deadline;
        }

        Lookup acquire(byte[] belief) {
            Seal seal = seal(epoch, servers.of(key.text()), generation);
            Call<List<Object>> call = Call.of(
                    servers,
                    Request.list(
                            Script.ACQUIRE,
                            key.text(),
                            StoredForm.beginning(StoredForm.VALUE, seal),
                            StoredForm.beginning(StoredForm.LEASE, seal),
                            StoredForm.head(StoredForm.LEASE, seal, lease),
                            life,
                            belief));
            List<Object> answer = call.await(deadline);
            epochs.require(epoch, call.link());
            return read(answer);
        }

        private Lookup read(List<Object> answer) {
            String what = new String((byte[]) answer.get(0), StandardCharsets.US_ASCII);
            byte @Nullable [] stored = answer.size() > 1 ? (byte[]) answer.get(1) : null;
            if (stored == null) {
                return granted(null);
            }
            return switch (what) {
                case "value" -> value(stored, (Long) answer.get(2), generation);
                case "busy" -> new Lookup.Busy(StoredForm.name(stored));
                default -> granted(StoredForm.entry(stored));
            };
        }

        private Lookup granted(@Nullable CacheEntry expired) {
            return new Lookup.Granted(new FillLease(key, lease, generation, expired));
        }
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
        byte[] bodyOn(Link link) {
            return StoredForm.body(entry.compressed(), link.clockMillis() + Millis.of(ttl), keep);
        }

        long millis() {
            return Millis.of(ttl) + Millis.of(keep);
        }
    }

    private boolean succeed(EntryKey key, byte form, Token name, Life life) {
        byte[] body = life.bodyOn(servers.of(key.text()));
        byte[] expected = {form};
        Request<Long> request = Request.number(
                Script.SUCCEED, key.text(), expected, StoredForm.bytes(name), body, decimal(life.millis()));
        return Call.of(servers, request).await(Call.deadline(timeout)) == 1;
    }

    @Override
    public void release(FillLease lease) {
        Request<Long> request = Request.number(Script.RELEASE, lease.key().text(), StoredForm.bytes(lease.token()));
        Call.of(servers, request).await(Call.deadline(timeout));
    }

    @Override
    public void put(EntryKey key, CacheEntry entry, Duration ttl, Duration keep) {
        Epoch epoch = epochs.current();
        long deadline = Call.deadline(timeout);
        Link link = servers.of(key.text());
        Token generation = key.group() == null ? null : generation(key.group(), epoch, deadline);
        Life life = new Life(entry, ttl, keep);
        byte[] value = StoredForm.value(seal(epoch, link, generation), life.bodyOn(link));
        Call.of(servers, Request.set(key.text(), value, life.millis())).await(deadline);
    }

    private Token generation(String group, Epoch epoch, long deadline) {
        Call<byte[]> call = Call.of(servers, Request.get(CacheKeys.generation(group)));
        byte[] stored = call.await(deadline);
        Token token = StoredForm.tokenIn(stored, StoredForm.GENERATION, epoch.sealOn(call.link()));
        return token == null ? begin(group, epoch, deadline) : token;
    }

    /** Needs no proof of who the server is: what is removed from the wrong one is loaded again. */
    @Override
    public void invalidate(Collection<String> keys, Collection<String> groups) {
        List<String> all = List.copyOf(keys);
        invalidateBatch(all.subList(0, Math.min(all.size(), MAX_KEYS)), groups);
        for (int from = MAX_KEYS; from < all.size(); from += MAX_KEYS) {
            invalidateBatch(all.subList(from, Math.min(all.size(), from + MAX_KEYS)), List.of());
        }
    }

    private void invalidateBatch(List<String> keys, Collection<String> groups) {
        long deadline = Call.deadline(patience);
        while (true) {
            try {
                List<Call<?>> calls = new ArrayList<>();
                groups.forEach(group -> calls.add(rotate(group)));
                delete(keys, calls);
                calls.forEach(call -> call.await(deadline));
                return;
            } catch (CacheBackendException e) {
                // A connection that broke is back in a moment, and this is worth waiting for.
                if (!keeper.recovers(deadline, timeout)) {
                    throw e;
                }
            }
        }
    }

    private void delete(List<String> keys, List<Call<?>> calls) {
        if (keys.isEmpty()) {
            return;
        }
        if (servers.areOne()) {
            calls.add(Call.of(servers, Request.unlink(keys)));
        } else {
            keys.forEach(key -> calls.add(Call.of(servers, Request.unlink(List.of(key)))));
        }
    }

    private Call<?> rotate(String group) {
        String key = CacheKeys.generation(group);
        Epoch epoch = epochs.latest();
        if (epoch == null) {
            return Call.of(servers, Request.unlink(List.of(key)));
        }
        Seal seal = epoch.sealOn(servers.of(key));
        return Call.of(
                servers,
                Request.number(
                        Script.ROTATE,
                        key,
                        StoredForm.beginning(StoredForm.GENERATION, seal),
                        StoredForm.head(StoredForm.GENERATION, seal, Token.random())));
    }

    @Override
    public void invalidateAllGroups() {
        Epoch epoch = epochs.current();
        Call<List<byte[]>> call = Call.of(servers, Request.members(CacheKeys.generations()));
        Set<String> members = new HashSet<>();
        call.await(Call.deadline(timeout))
                .forEach(member -> members.add(new String(member, StandardCharsets.US_ASCII)));
        if (!members.remove(new String(epoch.markOn(call.link()), StandardCharsets.US_ASCII))) {
            // Nobody can tell which categories there are.
            epochs.raise();
            return;
        }
        invalidate(List.of(), members);
    }

    @Override
    public void invalidateEverything() {
        epochs.raise();
    }

    @Override
    public BackendStatus status() {
        return new BackendStatus("redis", keeper.state(), OptionalLong.empty(), OptionalLong.empty(), unreadable.sum());
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
