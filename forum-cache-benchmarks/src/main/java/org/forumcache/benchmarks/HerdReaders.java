package org.forumcache.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.forumcache.CachedJson;
import org.forumcache.EntryKind;
import org.forumcache.ForumCacheService;
import org.forumcache.redis.RedisBackend;
import org.forumcache.redis.RedisSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * One of the processes of {@link RedisHerd}: reads lines {@code <slug> <time>} and lets all its readers ask for that
 * thread at that time, in milliseconds since 1970; answers each line with a {@link Tally}, and the first before any with
 * {@code ready}.
 */
@Command(name = "redis-herd-readers", hidden = true, description = "One process of redis-herd.")
final class HerdReaders implements Callable<Integer> {
    private static final int WARM_UP_THREADS = 4;
    private static final Duration WARM_UP = Duration.ofSeconds(5);

    @Option(names = "--uri", required = true)
    private String uri = "";

    @Option(names = "--readers", required = true)
    private int readers;

    @Option(names = "--load-millis", required = true)
    private int loadMillis;

    @Option(names = "--timeout-millis", required = true)
    private int timeoutMillis;

    @Option(names = "--foreign-wait-millis", required = true)
    private int foreignWaitMillis;

    /**
     * What the readers of a process saw in one round.
     *
     * @param loads how often the loader was called
     * @param slowestNanos how long the slowest reader took
     * @param failures calls to Redis that failed
     */
    record Tally(int loads, long slowestNanos, long failures) {
        static Tally parse(String line) {
            String[] words = line.split(" ", -1);
            return new Tally(Integer.parseInt(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2]));
        }

        String line() {
            return loads + " " + slowestNanos + " " + failures;
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintStream out = System.out;
        RedisSettings settings = RedisSettings.at(uri).withTimeout(Duration.ofMillis(timeoutMillis));
        try (RedisBackend backend = RedisBackend.connect(settings);
                Crowd crowd = new Crowd(readers);
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            ForumCacheService cache = ForumCacheService.builder(backend)
                    .foreignWait(Duration.ofMillis(foreignWaitMillis))
                    .build();
            warmUp(cache);
            out.println("ready");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] words = line.split(" ", -1);
                out.println(new Round(cache, words[0], Long.parseLong(words[1]))
                        .run(crowd)
                        .line());
            }
            return 0;
        }
    }

    /** A forum that has run for a while has compiled code; a few threads miss and hit for as long as that takes. */
    private static void warmUp(ForumCacheService cache) throws InterruptedException {
        try (Crowd few = new Crowd(WARM_UP_THREADS)) {
            Crowd.Speed unused = few.measure(
                    () -> cache.getThread(
                            "warm-up-" + ThreadLocalRandom.current().nextInt(100_000),
                            () -> Optional.of(Map.of("slug", "warm-up"))),
                    WARM_UP);
        }
    }

    /** All readers of this process, asking for one thread. */
    private final class Round {
        private final ForumCacheService cache;
        private final String slug;
        private final long startMillis;
        private final long failuresBefore;
        private final AtomicInteger loads = new AtomicInteger();
        private final AtomicLong slowest = new AtomicLong();

        Round(ForumCacheService cache, String slug, long startMillis) {
            this.cache = cache;
            this.slug = slug;
            this.startMillis = startMillis;
            this.failuresBefore = failures();
        }

        Tally run(Crowd crowd) throws InterruptedException {
            List<Runnable> jobs = new ArrayList<>();
            for (int i = 0; i < readers; i++) {
                jobs.add(this::read);
            }
            crowd.doAll(jobs);
            return new Tally(loads.get(), slowest.get(), failures() - failuresBefore);
        }

        private long failures() {
            return cache.stats().of(EntryKind.THREAD).errors();
        }

        private void read() {
            awaitStart();
            long start = System.nanoTime();
            Optional<CachedJson> document = cache.getThread(slug, this::load);
            slowest.accumulateAndGet(System.nanoTime() - start, Math::max);
            if (document.isEmpty()) {
                throw new IllegalStateException("a reader was told that there is no thread " + slug);
            }
        }

        private void awaitStart() {
            for (long left = 1; left > 0; ) {
                left = startMillis - System.currentTimeMillis();
                LockSupport.parkNanos(left * 1_000_000);
            }
        }

        /** Takes as long as a slow query. */
        private Optional<?> load() {
            loads.incrementAndGet();
            long end = System.nanoTime() + loadMillis * 1_000_000L;
            for (long left = 1; left > 0; ) {
                left = end - System.nanoTime();
                LockSupport.parkNanos(left);
            }
            return Optional.of(Map.of("slug", slug));
        }
    }
}
