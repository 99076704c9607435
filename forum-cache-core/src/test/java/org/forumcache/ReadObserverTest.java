package org.forumcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an observer is told of reads. */
@Timeout(60)
class ReadObserverTest {
    /** The common pool may have one thread only. */
    private static final Executor IN_A_THREAD = task -> new Thread(task).start();

    private static final EntryKey KEY = EntryKey.thread("t");
    private static final Optional<?> DOCUMENT = Optional.of(Map.of("version", 1));

    private final Recorder recorder = new Recorder();
    private final ForumCacheService cache = ForumCacheService.builder(EmbeddedBackend.withMaxSize(1 << 20))
            .observeBy(recorder)
            .build();

    @Test
    void aMissIsALookUpALoadAndAFill() {
        cache.read(KEY, () -> DOCUMENT);

        assertThat(recorder.told)
                .containsExactly(
                        "LOOK_UP of forum:thread:t",
                        "end of LOOK_UP",
                        "LOAD of forum:thread:t",
                        "end of LOAD",
                        "FILL of forum:thread:t",
                        "end of FILL");
    }

    @Test
    void aHitIsALookUpOnly() {
        cache.setThread("t", "a thread");

        cache.read(KEY, () -> DOCUMENT);

        assertThat(recorder.told).containsExactly("LOOK_UP of forum:thread:t", "end of LOOK_UP");
    }

    @Test
    void aReadWithoutALoaderIsNotTold() {
        cache.setThread("t", "a thread");

        cache.peek(KEY);
        cache.getThread("none");

        assertThat(recorder.told).isEmpty();
    }

    @Test
    void aLoadThatFailsSaysSoBeforeItEnds() {
        assertThatIllegalStateException()
                .isThrownBy(() -> cache.read(KEY, () -> {
                    throw new IllegalStateException("away");
                }));

        assertThat(recorder.told)
                .endsWith(
                        "LOAD of forum:thread:t", "LOAD failed: java.lang.IllegalStateException: away", "end of LOAD");
    }

    @Test
    void aReaderThatJoinsALoadWaits() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        CompletableFuture<CacheRead> leader = CompletableFuture.supplyAsync(
                () -> cache.read(KEY, () -> {
                    running.countDown();
                    awaitQuietly(mayEnd);
                    return DOCUMENT;
                }),
                IN_A_THREAD);
        assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<CacheRead> joined =
                CompletableFuture.supplyAsync(() -> cache.read(KEY, () -> DOCUMENT), IN_A_THREAD);
        Awaitility.await().until(() -> recorder.told.contains("WAIT of forum:thread:t"));
        mayEnd.countDown();
        leader.get(30, TimeUnit.SECONDS);
        joined.get(30, TimeUnit.SECONDS);

        assertThat(recorder.told).contains("end of WAIT").containsOnlyOnce("LOAD of forum:thread:t");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What was told, in a line each. */
    private static final class Recorder implements ReadObserver {
        private final List<String> told = new CopyOnWriteArrayList<>();

        @Override
        public Running begin(Step step, EntryKey key) {
            told.add(step + " of " + key.text());
            return new Running() {
                @Override
                public void failed(Throwable failure) {
                    told.add(step + " failed: " + failure);
                }

                @Override
                public void close() {
                    told.add("end of " + step);
                }
            };
        }
    }
}
