package org.forumcache.server.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.forumcache.CacheBackend;
import org.forumcache.EmbeddedBackend;
import org.forumcache.UnguardedBackend;
import org.forumcache.server.history.ReadersAndWriters.Crowd;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The promise, over HTTP and on PostgreSQL: no read that starts after a write's answer shows less than that write. */
class StaleReadsIT {
    private static final Duration RUN = Duration.ofSeconds(30);

    @Test
    void noReadShowsFewerPostsThanWereAcknowledgedBeforeItStarted() throws Exception {
        try (RunningForum forum = new RunningForum()) {
            ReadersAndWriters load = new ReadersAndWriters(Crowd.LARGE, forum);

            load.run(RUN, () -> false);

            History history = load.history();
            System.out.printf(
                    "guarded fills: %,d reads, %,d hits, %,d writes, %d stale%n",
                    history.reads(),
                    load.hits(),
                    history.writes(),
                    history.violations().size());
            assertThat(history.violations()).isEmpty();
            assertThat(history.writes()).isGreaterThan(100);
            assertThat(load.hits()).isGreaterThan(1_000);
        }
    }

    /** Proves that the test above can fail: the same load, with fills that do not ask for their lease. */
    @Test
    void unguardedFillsAreCaughtShowingReplacedPosts() throws Exception {
        try (RunningForum forum = new RunningForum(UnguardedFills.class)) {
            ReadersAndWriters load = new ReadersAndWriters(Crowd.LARGE, forum);
            History history = load.history();

            for (int i = 0; i < 15 && history.violations().isEmpty(); i++) {
                load.run(RUN.dividedBy(15), () -> false);
            }

            System.out.printf(
                    "unguarded fills: %,d reads, %,d writes, %d stale%n",
                    history.reads(), history.writes(), history.violations().size());
            assertThat(history.violations()).isNotEmpty();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class UnguardedFills {
        @Bean
        CacheBackend unguardedBackend() {
            return new UnguardedBackend(EmbeddedBackend.withMaxSize(EmbeddedBackend.DEFAULT_MAX_SIZE));
        }
    }
}
