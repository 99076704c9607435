package org.forumcache.server.dashboard;

import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.forumcache.ForumCacheService;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks at the cache once a second, whether or not anybody looks at the dashboard. */
@Component
class Sampler {
    private final ForumCacheService cache;
    private final CacheReportSource report;
    private final LiveFeed feed;
    private final Clock clock;

    Sampler(ForumCacheService cache, CacheReportSource report, LiveFeed feed, Clock clock) {
        this.cache = cache;
        this.report = report;
        this.feed = feed;
        this.clock = clock;
    }

    @Scheduled(fixedRate = 1, timeUnit = TimeUnit.SECONDS)
    void sample() {
        feed.add(CacheSample.of(cache, clock.millis()));
        if (feed.isWatched()) {
            report.read().ifPresent(feed::report);
        }
    }
}
