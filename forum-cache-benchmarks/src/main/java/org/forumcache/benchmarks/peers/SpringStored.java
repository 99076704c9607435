package org.forumcache.benchmarks.peers;

import java.util.Arrays;
import org.springframework.data.redis.serializer.RedisSerializer;

/** What Spring Data Redis' cache manager stores with the JSON serializer that its documentation sets up. */
public final class SpringStored {
    private SpringStored() {}

    /** The key of an entry of the cache {@code threads}. */
    public static String key(String key) {
        return "threads::" + key;
    }

    /** The value of an entry. */
    public static byte[] value(Object document) {
        byte[] json = RedisSerializer.json().serialize(document);
        return json == null ? new byte[0] : Arrays.copyOf(json, json.length);
    }
}
