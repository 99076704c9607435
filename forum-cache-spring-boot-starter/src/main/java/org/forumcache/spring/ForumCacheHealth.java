package org.forumcache.spring;

import java.time.Duration;
import org.forumcache.BackendStatus;
import org.forumcache.ForumCacheService;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** The cache's part of an application's health: always up, since a forum answers without its cache, too. */
final class ForumCacheHealth implements HealthIndicator {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ForumCacheService cache;
    private final PendingInvalidations pending;

    ForumCacheHealth(ForumCacheService cache, PendingInvalidations pending) {
        this.cache = cache;
        this.pending = pending;
    }

    @Override
    public Health health() {
        BackendStatus status = cache.status();
        Duration oldest = pending.oldest();
        Health.Builder health = Health.up()
                .withDetail("backend", status.backend())
                .withDetail("state", status.state())
                .withDetail("pending_invalidations", pending.count())
                .withDetail("oldest_pending_seconds", oldest.toSeconds());
        if (oldest.compareTo(PATIENCE) > 0) {
            health.withDetail(
                    "warning",
                    "invalidations have waited for " + oldest.toSeconds()
                            + " s: other processes may show what writes have replaced; see state, and the log");
        }
        return health.build();
    }
}
