package org.forumcache.redis;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.forumcache.BackendStatus;
import org.forumcache.CacheBackend;
import org.forumcache.CacheEntry;
import org.forumcache.EntryKey;
import org.forumcache.FillLease;
import org.forumcache.Lookup;
import org.forumcache.Token;
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
        return new Unguarded(RedisBackend.connect(RedisSettings.at(server.uri())));
    }

    /** Fills whatever has happened to the lease. */
    private record Unguarded(CacheBackend backend) implements CacheBackend {
        @Override
        public boolean fill(FillLease lease, CacheEntry entry, Duration ttl, Duration keep) {
            backend.put(lease.key(), entry, ttl, keep);
            return true;
        }

        @Override
        public Lookup find(EntryKey key) {
            return backend.find(key);
        }

        @Override
        public Lookup acquire(EntryKey key, Lookup.Miss miss, Token lease, Duration life) {
            return backend.acquire(key, miss, lease, life);
        }

        @Override
        public void release(FillLease lease) {
            backend.release(lease);
        }

        @Override
        public boolean replace(EntryKey key, CacheEntry expected, CacheEntry fresh, Duration ttl, Duration keep) {
            return backend.replace(key, expected, fresh, ttl, keep);
        }

        @Override
        public void put(EntryKey key, CacheEntry entry, Duration ttl, Duration keep) {
            backend.put(key, entry, ttl, keep);
        }

        @Override
        public void invalidate(Collection<String> keys, Collection<String> groups) {
            backend.invalidate(keys, groups);
        }

        @Override
        public void invalidateAllGroups() {
            backend.invalidateAllGroups();
        }

        @Override
        public void invalidateEverything() {
            backend.invalidateEverything();
        }

        @Override
        public BackendStatus status() {
            return backend.status();
        }

        @Override
        public void close() {
            backend.close();
        }
    }
}
