package org.forumcache.benchmarks;

import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.forumcache.CacheOutcome;
import org.forumcache.EntryKey;
import org.forumcache.ForumCacheService;

/** This cache, on any backend. */
record ForumCache(ForumCacheService cache, LongSupplier others) implements CrawledCache {
    @Override
    public boolean hits(EntryKey key, Supplier<Optional<?>> loader) {
        return cache.read(key, loader).outcome() == CacheOutcome.HIT;
    }

    @Override
    public long left() {
        return others.getAsLong();
    }
}
