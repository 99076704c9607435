package org.forumcache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.forumcache.Token;
import org.junit.jupiter.api.Test;

class FenceIT {
    private static final int WRITERS = 50;
    private static final Duration SLOW = Duration.ofMillis(20);

    /** A row that takes its time. */
    private static final class SlowRow implements FenceRow {
        private final SharedRow row = new SharedRow();
        private final AtomicInteger replacements = new AtomicInteger();

        @Override
        public Word read() {
            return row.read();
        }

        @Override
        public boolean replace(Word expected, Word next) {
            LockSupport.parkNanos(SLOW.toNanos());
            replacements.incrementAndGet();
            return row.replace(expected, next);
        }
    }

    private static void awaitAll(CountDownLatch ready) {
        try {
            ready.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void manyWritersShareARaiseAndNoneAnOlderOne() {
        SlowRow row = new SlowRow();
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        CountDownLatch ready = new CountDownLatch(WRITERS);
        try (Fence fence = Fence.on(row)) {
            Token before = row.read().epoch();
            List<CompletableFuture<Void>> raises = Stream.generate(() -> CompletableFuture.runAsync(
                            () -> {
                                ready.countDown();
                                awaitAll(ready);
                                fence.raise();
                            },
                            threads))
                    .limit(WRITERS)
                    .toList();
            raises.forEach(CompletableFuture::join);
            Token raised = row.read().epoch();
            int shared = row.replacements.get();

            fence.raise();

            assertThat(raised).isNotEqualTo(before);
            assertThat(shared).isLessThan(WRITERS / 2);
            assertThat(row.read().epoch()).isNotEqualTo(raised);
        } finally {
            threads.shutdownNow();
        }
    }
}
