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
import org.forumcache.redis.server.Jitter;
import org.forumcache.redis.server.RedisServer;
import org.forumcache.redis.server.TcpProxy;
import org.forumcache.server.history.ReadersAndWriters.Crowd;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Two servers on one PostgreSQL and one Redis, of which one cannot reach Redis for a while, and what readers of the other
 * see of its writes. {@code -Dforumcache.cut-off.seconds} sets how long.
 */
class OneServerCutOffIT {
    private static final Duration AROUND = Duration.ofSeconds(3);
    private static final Duration CUT_OFF = Duration.ofSeconds(Long.getLong("forumcache.cut-off.seconds", 8));
    /** Records are applied by the other server when they are a second old, four times a second. */
    private static final Duration MADE_UP_FOR = Duration.ofSeconds(2);

    private final Jitter jitter = new Jitter();
    private final RedisServer redis = RedisServer.open();
    private final TcpProxy network = TcpProxy.to(redis.port());
    private final EmbeddedPostgres postgres;

    OneServerCutOffIT() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @AfterEach
    void stop() throws IOException {
        network.close();
        redis.close();
        postgres.close();
        jitter.close();
    }

    private RunningForum server(int redisPort, boolean strict) {
        return RunningForum.on(
                postgres,
                List.of(
                        "--forum.cache.backend=redis",
                        "--forum.cache.redis.uri=redis://127.0.0.1:" + redisPort,
                        "--forum.cache.redis.timeout=200ms",
                        "--forum.cache.strict=" + strict));
    }

    @Test
    void byDefaultItsWritesAreSeenAfterAMomentAtTheLatest() throws Exception {
        try (RunningForum cutOff = server(network.port(), false);
                RunningForum other = server(redis.port(), false)) {
            History history = historyOfCuttingOff(cutOff, other);

            assertThat(history.violations())
                    .allSatisfy(violation -> assertThat(Duration.ofNanos(violation.nanosSinceMissing()))
                            .isLessThan(jitter.allowedFor(MADE_UP_FOR)));
        }
    }

    @Test
    void ifTheCacheIsStrictNobodySeesAnythingOld() throws Exception {
        try (RunningForum cutOff = server(network.port(), true);
                RunningForum other = server(redis.port(), true)) {
            assertThat(historyOfCuttingOff(cutOff, other).violations()).isEmpty();
        }
    }

    private History historyOfCuttingOff(RunningForum cutOff, RunningForum other) throws Exception {
        ReadersAndWriters load = new ReadersAndWriters(new Crowd(6, 2), cutOff, other);
        AtomicBoolean enough = new AtomicBoolean();
        CompletableFuture<Void> running = CompletableFuture.runAsync(() -> runUntil(enough, load));
        pass(AROUND);
        long hits = load.hits();
        network.cut();
        pass(CUT_OFF);
        long hitsMeanwhile = load.hits() - hits;
        network.heal();
        pass(AROUND);
        enough.set(true);
        running.get(30, TimeUnit.SECONDS);

        List<History.Violation> stale = load.history().violations();
        System.out.printf(
                "cut off for %d s: %,d reads, %,d hits, %,d writes, %d stale, the longest for %d ms%n",
                CUT_OFF.toSeconds(),
                load.history().reads(),
                load.hits(),
                load.history().writes(),
                stale.size(),
                stale.isEmpty() ? 0 : stale.get(stale.size() - 1).nanosSinceMissing() / 1_000_000);
        assertThat(load.history().writes()).isGreaterThan(10);
        assertThat(hitsMeanwhile).isPositive();
        return load.history();
    }

    private static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        await().atMost(time.plusSeconds(30)).until(() -> System.nanoTime() - end >= 0);
    }

    private static void runUntil(AtomicBoolean enough, ReadersAndWriters load) {
        try {
            load.run(Duration.ofMinutes(3), enough::get);
        } catch (ExecutionException e) {
            throw new AssertionError("a request failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
