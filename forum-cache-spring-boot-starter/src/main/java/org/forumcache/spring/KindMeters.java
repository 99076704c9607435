package org.forumcache.spring;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.cache.CacheMeterBinder;
import java.util.OptionalLong;
import org.forumcache.CacheStats.Counts;
import org.forumcache.EntryKind;
import org.forumcache.ForumCacheService;
import org.jspecify.annotations.Nullable;

/**
 * The meters that every cache has, named and tagged as Spring Boot's own are, so that dashboards made for those show one
 * kind of document as one cache.
 *
 * <p>Size and evictions are known for all kinds together only, and not at all of Redis, which has its own figures.
 */
final class KindMeters extends CacheMeterBinder<ForumCacheService> {
    private static final String MANAGER = "forumCacheService";

    private final ForumCacheService cache;
    private final EntryKind kind;

    KindMeters(ForumCacheService cache, EntryKind kind) {
        super(cache, kind.label(), tags(kind.label()));
        this.cache = cache;
        this.kind = kind;
    }

    /** How many entries there are, and how many had to go, if the backend knows. */
    static void bindContents(ForumCacheService cache, MeterRegistry registry) {
        Tags all = tags("all").and("cache", "all");
        if (cache.status().entries().isPresent()) {
            Gauge.builder(
                            "cache.size",
                            cache,
                            service -> orZero(service.status().entries()))
                    .tags(all)
                    .description("Documents and leases in the cache")
                    .register(registry);
        }
        if (cache.status().evictions().isPresent()) {
            FunctionCounter.builder(
                            "cache.evictions",
                            cache,
                            service -> orZero(service.status().evictions()))
                    .tags(all)
                    .description("Entries that had to give way to others")
                    .register(registry);
        }
    }

    private static Tags tags(String name) {
        return Tags.of("cache.manager", MANAGER, "name", name);
    }

    private static double orZero(OptionalLong figure) {
        return figure.orElse(0);
    }

    @Override
    protected long hitCount() {
        return counts().hits();
    }

    @Override
    protected Long missCount() {
        return counts().misses();
    }

    @Override
    protected long putCount() {
        return counts().fills();
    }

    @Override
    protected @Nullable Long size() {
        return null;
    }

    @Override
    protected @Nullable Long evictionCount() {
        return null;
    }

    @Override
    protected void bindImplementationSpecificMetrics(MeterRegistry registry) {
        // The cache's own are of no single kind
    }

    private Counts counts() {
        return cache.stats().of(kind);
    }
}
