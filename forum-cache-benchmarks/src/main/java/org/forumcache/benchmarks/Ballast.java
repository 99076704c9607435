package org.forumcache.benchmarks;

import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.forumcache.benchmarks.peers.Address;

/** Small entries that only take up room in Redis, many of them sent before one is answered. */
final class Ballast {
    private static final int BATCH = 1_000;
    private static final int PENDING = 32;
    private static final Duration PATIENT = Duration.ofMinutes(1);
    private static final byte[] SMALL = RedisUnderTest.bytes("{}");

    private final StatefulRedisConnection<String, byte[]> redis;

    Ballast(StatefulRedisConnection<String, byte[]> redis) {
        this.redis = redis;
    }

    /** Stores so many. */
    void fill(int entries) {
        List<RedisFuture<?>> pending = new ArrayList<>();
        for (int from = 0; from < entries; from += BATCH) {
            Map<String, byte[]> values = new HashMap<>();
            for (int entry = from; entry < Math.min(entries, from + BATCH); entry++) {
                values.put(Address.another(entry), SMALL);
            }
            pending.add(redis.async().mset(values));
            if (pending.size() == PENDING) {
                await(pending);
            }
        }
        await(pending);
    }

    private static void await(List<RedisFuture<?>> pending) {
        if (!LettuceFutures.awaitAll(PATIENT, pending.toArray(RedisFuture[]::new))) {
            throw new IllegalStateException("Redis took more than " + PATIENT + " to store a batch of keys");
        }
        pending.clear();
    }
}
