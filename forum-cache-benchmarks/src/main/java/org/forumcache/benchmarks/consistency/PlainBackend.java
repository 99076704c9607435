package org.forumcache.benchmarks.consistency;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.forumcache.BackendStatus;
import org.forumcache.CacheBackend;
import org.forumcache.CacheBackendException;
import org.forumcache.CacheEntry;
import org.forumcache.EntryKey;
import org.forumcache.FillLease;
import org.forumcache.Lookup;
import org.forumcache.Token;

/**
 * What most caches do: GET, and SET what was loaded after a miss; a writer deletes. Everybody gets a lease, and nobody asks for
 * it. The keys of a category's lists are kept in a set, whose name is the category's, and are deleted with it.
 */
final class PlainBackend implements CacheBackend {
    private static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);
    private static final Duration TIMEOUT = Duration.ofMillis(200);
    private static final byte[] ABSENT = {'-'};

    private final RedisClient client;
    private final StatefulRedisConnection<String, byte[]> connection;

    private PlainBackend(RedisClient client) {
        this.client = client;
        this.connection = client.connect(CODEC);
    }

    static PlainBackend connect(String uri) {
        RedisClient client = RedisClient.create(RedisURI.create(uri));
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .build());
        PlainBackend backend = new PlainBackend(client);
        backend.connection.setTimeout(TIMEOUT);
        return backend;
    }

    @Override
    public Lookup find(EntryKey key) {
        return ask(() -> {
            byte[] bytes = commands().get(key.text());
            return bytes == null ? new Lookup.Miss(null) : new Lookup.Hit(entry(bytes), Long.MAX_VALUE);
        });
    }

    private static CacheEntry entry(byte[] bytes) {
        byte[] json = bytes.length == 1 ? new byte[0] : bytes;
        return CacheEntry.restored(Token.random(), json, "\"\"", Duration.ZERO);
    }

    @Override
    public Lookup acquire(EntryKey key, Lookup.Miss miss, Token lease, Duration life) {
        return new Lookup.Granted(new FillLease(key, lease, null, null));
    }

    @Override
    public boolean fill(FillLease lease, CacheEntry entry, Duration ttl, Duration keep) {
        put(lease.key(), entry, ttl, keep);
        return true;
    }

    @Override
    public void release(FillLease lease) {
        // There is nothing to give back.
    }

    @Override
    public boolean replace(EntryKey key, CacheEntry expected, CacheEntry fresh, Duration ttl, Duration keep) {
        put(key, fresh, ttl, keep);
        return true;
    }

    @Override
    public void put(EntryKey key, CacheEntry entry, Duration ttl, Duration keep) {
        byte[] bytes = entry.isAbsent() ? ABSENT : entry.utf8();
        ask(() -> {
            String group = key.group();
            if (group != null) {
                commands().sadd(group, StringCodec.UTF8.encodeKey(key.text()).array());
            }
            return commands().set(key.text(), bytes, SetArgs.Builder.px(ttl));
        });
    }

    @Override
    public void invalidate(Collection<String> keys, Collection<String> groups) {
        ask(() -> {
            List<String> all = new ArrayList<>(keys);
            for (String group : groups) {
                commands().smembers(group).forEach(key -> all.add(StringCodec.UTF8.decodeKey(ByteBuffer.wrap(key))));
            }
            return all.isEmpty() ? 0 : commands().del(all.toArray(String[]::new));
        });
    }

    @Override
    public void invalidateAllGroups() {
        invalidateEverything();
    }

    @Override
    public void invalidateEverything() {
        ask(commands()::flushdb);
    }

    @Override
    public BackendStatus status() {
        return new BackendStatus("plain", "up", OptionalLong.empty(), OptionalLong.empty(), 0);
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, TIMEOUT);
    }

    private RedisCommands<String, byte[]> commands() {
        return connection.sync();
    }

    private static <T> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (RedisException e) {
            throw new CacheBackendException("Redis does not answer", e);
        }
    }
}
