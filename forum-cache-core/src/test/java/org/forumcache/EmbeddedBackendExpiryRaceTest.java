package org.forumcache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A fill in the last instant of its lease's life, overtaken by an invalidation that finds the lease expired.
 *
 * <p>Caffeine skips what has expired without asking for its lock, wherever it may, and would not wait for the fill.
 */
@Timeout(60)
class EmbeddedBackendExpiryRaceTest {
    private static final EntryKey KEY = EntryKey.thread("t");
    private static final Duration LIFE = Duration.ofSeconds(10);

    private final FakeTicker time = new FakeTicker();
    private final HeldTicker ticker = new HeldTicker();
    private final EmbeddedBackend backend = new EmbeddedBackend(1 << 20, ticker);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    static Stream<Consumer<CacheBackend>> invalidations() {
        return Stream.of(
                backend -> backend.invalidate(List.of(KEY.text()), List.of()), CacheBackend::invalidateEverything);
    }

    @ParameterizedTest
    @MethodSource("invalidations")
    void nothingFilledBeforeAnInvalidationIsReadAfterIt(Consumer<CacheBackend> invalidation) throws Exception {
        Lookup.Miss miss = (Lookup.Miss) backend.find(KEY);
        FillLease lease = ((Lookup.Granted) backend.acquire(KEY, miss, Token.random(), LIFE)).lease();
        CacheEntry old = CacheEntry.restored(Token.random(), "{}".getBytes(UTF_8), "\"old\"", Duration.ZERO);
        time.advance(LIFE.minusNanos(1));
        ticker.holdInsideFill = true;
        Future<Boolean> fill = threads.submit(() -> backend.fill(lease, old, Duration.ofHours(1), Duration.ZERO));
        assertThat(ticker.held.await(30, SECONDS)).isTrue();
        time.advance(Duration.ofNanos(2));

        Thread writer = new Thread(() -> invalidation.accept(backend));
        writer.start();
        Awaitility.await()
                .until(() -> writer.getState() == Thread.State.BLOCKED || writer.getState() == Thread.State.TERMINATED);
        ticker.mayGoOn.countDown();
        fill.get(30, SECONDS);
        writer.join();

        assertThat(backend.find(KEY)).isInstanceOf(Lookup.Miss.class);
    }

    /** Stops the thread that fills when it asks for the time inside the key's atomic step. */
    private final class HeldTicker implements Ticker {
        private final CountDownLatch held = new CountDownLatch(1);
        private final CountDownLatch mayGoOn = new CountDownLatch(1);
        private volatile boolean holdInsideFill;

        @Override
        public long read() {
            long now = time.read();
            if (holdInsideFill && isInsideFill()) {
                holdInsideFill = false;
                held.countDown();
                await();
            }
            return now;
        }

        private static boolean isInsideFill() {
            return StackWalker.getInstance()
                    .walk(frames ->
                            frames.anyMatch(frame -> frame.getClassName().equals(EmbeddedBackend.class.getName())
                                    && frame.getMethodName().startsWith("lambda$replaceLease")));
        }

        private void await() {
            try {
                assertThat(mayGoOn.await(30, SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
