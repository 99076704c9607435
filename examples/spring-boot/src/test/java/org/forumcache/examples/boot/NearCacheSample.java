package org.forumcache.examples.boot;

import org.forumcache.ForumCacheService;
import org.forumcache.redis.NearBackend;
import org.forumcache.redis.NearSettings;
import org.forumcache.redis.RedisBackend;
import org.forumcache.redis.RedisSettings;

/** The sample of the page on the near cache: compiled, not run, because it wants a Redis at that address. */
final class NearCacheSample {
    private NearCacheSample() {}

    static ForumCacheService nearCache() {
        RedisBackend redis = RedisBackend.connect(RedisSettings.at("redis://127.0.0.1:6379"));
        ForumCacheService cache = ForumCacheService.builder(NearBackend.over(redis, NearSettings.DEFAULT))
                .build();
        return cache;
    }
}
