package org.forumcache.redis;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Objects;
import org.forumcache.CacheBackend;
import org.forumcache.EntryKey;
import org.forumcache.Lookup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@link NearBackend} keeps every promise of a backend; each look-up comes after one that has left a copy. */
abstract class NearContract extends RedisContract {
    private @Nullable NearBackend near;

    @Override
    CacheBackend connect(RedisSettings to) {
        NearBackend connected = NearBackend.over(RedisBackend.connect(to), NearSettings.DEFAULT);
        awaitServing(connected);
        near = connected;
        return new LookingTwice(connected);
    }

    static void awaitServing(NearBackend backend) {
        await().until(() ->
                Objects.requireNonNull(backend.status().near()).state().equals("serving"));
    }

    @BeforeEach
    void forget() {
        // What is done to Redis behind its back is pushed a moment later.
        near().tier().dropAllLists();
        near().tier().dropEverything();
    }

    @Test
    void copiesAnswer() {
        long before = hits();
        EntryKey key = EntryKey.thread("copied");
        backend().put(key, entry("{}"), LONG, Duration.ZERO);

        await().until(() -> backend().find(key) instanceof Lookup.Hit && hits() > before);
    }

    private NearBackend near() {
        return Objects.requireNonNull(near);
    }

    private long hits() {
        return Objects.requireNonNull(near().status().near()).hits();
    }
}
