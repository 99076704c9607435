package org.forumcache.benchmarks.peers;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;

/** Lettuce and nothing else, over one connection, fetching bytes: what a hit in Redis cannot be faster than. */
final class BareLettuce implements Peer {
    private static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.ASCII, ByteArrayCodec.INSTANCE);
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final RedisClient client;
    private final RedisCommands<String, byte[]> commands;
    private final Workload workload;
    private final String[] keys;
    private final byte[] value;

    private BareLettuce(RedisClient client, Workload workload, byte[] value) {
        this.client = client;
        this.commands = client.connect(CODEC).sync();
        this.workload = workload;
        this.keys = workload.keys();
        this.value = value;
    }

    /** Fetches JSON. */
    static BareLettuce json(Workload workload, String redis) {
        return new BareLettuce(RedisClient.create(redis), workload, workload.json());
    }

    /** Fetches what this cache stores for the document, and does nothing with it. */
    static BareLettuce storedByUs(Workload workload, String redis) {
        try (Ours ours = Ours.redis(workload, redis);
                RedisClient reader = RedisClient.create(redis)) {
            ours.put(0);
            byte[] stored = Peer.found(reader.connect(CODEC).sync().get(workload.key(0)));
            return new BareLettuce(RedisClient.create(redis), workload, stored);
        }
    }

    @Override
    public void put(int number) {
        commands.psetex(workload.key(number), HOUR, value);
    }

    @Override
    public Object hit(int number) {
        return Peer.found(commands.get(keys[number]));
    }

    @Override
    public Object miss(int number) {
        String key = workload.key(number);
        byte[] stored = commands.get(key);
        if (stored == null) {
            commands.psetex(key, HOUR, value);
            return value;
        }
        return stored;
    }

    @Override
    public void close() {
        commands.flushdb();
        client.shutdown();
    }
}
