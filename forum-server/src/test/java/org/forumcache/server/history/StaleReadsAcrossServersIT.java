package org.forumcache.server.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongPredicate;
import org.forumcache.CacheBackend;
import org.forumcache.ForumCacheService;
import org.forumcache.UnguardedBackend;
import org.forumcache.redis.RedisBackend;
import org.forumcache.redis.RedisSettings;
import org.forumcache.redis.server.RedisServer;
import org.forumcache.server.history.ReadersAndWriters.Answer;
import org.forumcache.server.history.ReadersAndWriters.Crowd;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The promise across two servers with one PostgreSQL and one Redis: what one acknowledged the other shows. */
class StaleReadsAcrossServersIT {
    private static final Duration RUN = Duration.ofSeconds(15);
    /** So long that no invalidation is given up because the machine is busy. */
    private static final Duration PATIENT = Duration.ofSeconds(5);
    /** Less than a request may take because of the cache, and more than a short pause of the machine. */
    private static final Duration BRISK = Duration.ofMillis(200);

    private final RedisServer redis = RedisServer.open();
    private final EmbeddedPostgres postgres;

    StaleReadsAcrossServersIT() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @AfterEach
    void stop() throws IOException {
        redis.close();
        postgres.close();
    }

    private RunningForum server(Duration timeout, Class<?>... overrides) {
        List<String> settings = List.of(
                "--forum.cache.backend=redis",
                "--forum.cache.redis.uri=" + redis.uri(),
                "--forum.cache.redis.timeout=" + timeout.toMillis() + "ms");
        return RunningForum.on(postgres, settings, overrides);
    }

    @Test
    void noReadThroughOneServerMissesWhatTheOtherAcknowledgedBeforeItStarted() throws Exception {
        try (RunningForum one = server(PATIENT);
                RunningForum other = server(PATIENT)) {
            ReadersAndWriters load = new ReadersAndWriters(Crowd.LARGE, one, other);
            History history = load.history();

            load.run(RUN, () -> false);

            System.out.printf(
                    "two servers, guarded fills: %,d reads, %,d hits, %,d writes, %d stale%n",
                    history.reads(),
                    load.hits(),
                    history.writes(),
                    history.violations().size());
            assertThat(history.violations()).isEmpty();
            assertThat(history.writes()).isGreaterThan(50);
            assertThat(load.hits()).isGreaterThan(500);
        }
    }

    /** Proves that the test above can fail: the same load, with fills that do not ask for their lease. */
    @Test
    void unguardedFillsAreCaughtShowingReplacedPosts() throws Exception {
        try (RunningForum one = server(PATIENT, UnguardedFills.class);
                RunningForum other = server(PATIENT, UnguardedFills.class)) {
            ReadersAndWriters load = new ReadersAndWriters(Crowd.LARGE, one, other);
            History history = load.history();

            for (int i = 0; i < 15 && history.violations().isEmpty(); i++) {
                load.run(Duration.ofSeconds(2), () -> false);
            }

            System.out.printf(
                    "two servers, unguarded fills: %,d reads, %,d writes, %d stale%n",
                    history.reads(), history.writes(), history.violations().size());
            assertThat(history.violations()).isNotEmpty();
        }
    }

    @Test
    void redisThatIsKilledAndComesBackEmptyFailsNoRequestDelaysNoneAndLeavesNothingStale() throws Exception {
        try (RunningForum one = server(BRISK);
                RunningForum other = server(BRISK)) {
            ReadersAndWriters load = new ReadersAndWriters(new Crowd(4, 1), one, other);
            AtomicBoolean enough = new AtomicBoolean();
            CompletableFuture<Void> running = CompletableFuture.runAsync(() -> runUntil(enough, load));
            awaitAnswers(load, "HIT", 1_000, start -> true);

            redis.kill();
            long killed = System.nanoTime();
            awaitAnswers(load, "BYPASS", 500, start -> start - killed > 0);
            long restarting = System.nanoTime();
            redis.startEmpty();
            long back = System.nanoTime();
            awaitAnswers(load, "HIT", 1_000, start -> start - back > 0);
            await().atMost(Duration.ofSeconds(20)).until(() -> pending(one) + pending(other) == 0);
            long delivered = System.nanoTime();
            awaitAnswers(load, "HIT", 500, start -> start - delivered > 0);
            enough.set(true);
            running.get(30, TimeUnit.SECONDS);

            List<Answer> meanwhile = load.answers().stream()
                    .filter(answer -> answer.start() - killed > 0 && answer.start() - restarting < 0)
                    .toList();
            Duration slowest = percentile(meanwhile, 1);
            System.out.printf(
                    "Redis away for %,d answers: 99 %% within %d ms, all within %d ms%n",
                    meanwhile.size(), percentile(meanwhile, 0.99).toMillis(), slowest.toMillis());
            assertThat(meanwhile).extracting(Answer::cache).containsOnly("", "BYPASS");
            // How long the machine itself keeps a request waiting is not the cache's doing.
            assertThat(percentile(meanwhile, 0.99)).isLessThan(Duration.ofMillis(250));
            assertThat(slowest).isLessThan(Duration.ofSeconds(1));
            // The other server may use Redis already while the writer's cannot deliver yet what it has acknowledged.
            assertThat(load.history().violations())
                    .filteredOn(violation -> violation.read().server() == 0
                            || violation.read().start() - restarting < 0
                            || violation.read().start() - delivered > 0)
                    .isEmpty();
        }
    }

    private static int pending(RunningForum forum) {
        return forum.bean(ForumCacheService.class).pendingInvalidations();
    }

    private static void runUntil(AtomicBoolean enough, ReadersAndWriters load) {
        try {
            load.run(Duration.ofMinutes(1), enough::get);
        } catch (ExecutionException e) {
            throw new AssertionError("a request failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitAnswers(ReadersAndWriters load, String cache, int count, LongPredicate start) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> load.answers().stream()
                                .filter(answer -> answer.cache().equals(cache) && start.test(answer.start()))
                                .count()
                        >= count);
    }

    private static Duration percentile(List<Answer> answers, double share) {
        long[] sorted = answers.stream().mapToLong(Answer::nanos).sorted().toArray();
        return Duration.ofNanos(sorted[(int) Math.ceil(share * sorted.length) - 1]);
    }

    @Configuration(proxyBeanMethods = false)
    static class UnguardedFills {
        @Bean
        CacheBackend unguardedBackend(@Value("${forum.cache.redis.uri}") String uri) {
            return new UnguardedBackend(
                    RedisBackend.connect(RedisSettings.at(uri).withTimeout(PATIENT)));
        }
    }
}
