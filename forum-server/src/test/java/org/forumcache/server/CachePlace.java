package org.forumcache.server;

import org.forumcache.ForumCacheService;

/** Where the forum's documents are cached, as tests look at it from outside. */
interface CachePlace {
    void empty();

    /** How many documents and leases there are. */
    long entries();

    /** The place of a cache that knows how much it holds. */
    static CachePlace of(ForumCacheService cache) {
        return new CachePlace() {
            @Override
            public void empty() {
                cache.invalidateEverything();
            }

            @Override
            public long entries() {
                return cache.status().entries().orElseThrow();
            }
        };
    }
}
