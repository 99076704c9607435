package org.forumcache.redis;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.forumcache.CacheBackend;
import org.forumcache.UnguardedBackend;
import org.forumcache.redis.server.RedisServer;
import org.junit.jupiter.api.Test;

/** The forum under load notices stale reads: those of a cache that stores without asking for its lease. */
class UnguardedRedisIT {

    @Test
    void fillsThatNeedNoLeaseAreNoticed() {
        try (RedisServer server = RedisServer.open();
                ForumUnderLoad forum = new ForumUnderLoad(List.of(unguarded(server), unguarded(server))).begin()) {

            await().atMost(Duration.ofSeconds(30)).until(() -> forum.staleReads() > 0);
        }
    }

    private static CacheBackend unguarded(RedisServer server) {
        return new UnguardedBackend(RedisBackend.connect(RedisSettings.at(server.uri())));
    }
}
