package org.forumcache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.forumcache.Flight.Landing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FollowingLoadsTest {
    private static final EntryKey KEY = EntryKey.thread("yellow-leaves");
    private static final Duration LONG = Duration.ofSeconds(30);

    private final ExecutorService readers = Executors.newCachedThreadPool();
    private final FollowingLoads loads = new FollowingLoads(LONG);
    private final CountDownLatch firstMayEnd = new CountDownLatch(1);
    private final AtomicInteger begun = new AtomicInteger();

    @AfterEach
    void stop() {
        firstMayEnd.countDown();
        readers.shutdownNow();
    }

    private static Landing landing(int number) {
        byte[] json = Integer.toString(number).getBytes(UTF_8);
        return new Landing(
                CacheEntry.restored(Token.random(), json, "\"" + number + "\"", Duration.ZERO), CacheOutcome.BYPASS);
    }

    /** Numbers the loads; the first one waits until it may end. */
    private Landing numbered() {
        int number = begun.incrementAndGet();
        if (number == 1) {
            Latches.await(firstMayEnd);
        }
        return landing(number);
    }

    private static String text(Landing landing) {
        return new String(landing.entry().utf8(), UTF_8);
    }

    private Future<String> read(FollowingLoads shared, Supplier<Landing> load) {
        return readers.submit(() -> text(shared.load(KEY, System.nanoTime() + LONG.toNanos(), load)));
    }

    private Future<String> read() {
        return read(loads, this::numbered);
    }

    private List<Future<String>> manyThatWait(int count) {
        CountDownLatch asking = new CountDownLatch(count);
        List<Future<String>> many = new ArrayList<>();
        IntStream.range(0, count)
                .forEach(i -> many.add(readers.submit(() -> {
                    asking.countDown();
                    return text(loads.load(KEY, System.nanoTime() + LONG.toNanos(), this::numbered));
                })));
        Latches.await(asking);
        return many;
    }

    @Test
    void whoAsksWhileALoadIsUnderWaySharesTheNextOne() throws Exception {
        Future<String> first = read();
        await().until(() -> begun.get() == 1);
        List<Future<String>> many = manyThatWait(50);

        firstMayEnd.countDown();

        assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo("1");
        for (Future<String> one : many) {
            assertThat(one.get(30, TimeUnit.SECONDS)).isNotEqualTo("1");
        }
        assertThat(begun.get()).isLessThan(10);
    }

    @Test
    void nobodyGetsWhatBeganToLoadBeforeTheyAsked() throws Exception {
        AtomicInteger written = new AtomicInteger();

        for (int round = 0; round < 200; round++) {
            int floor = written.incrementAndGet();
            List<Integer> shown = Together.call(
                    4,
                    () -> Integer.parseInt(
                            text(loads.load(KEY, System.nanoTime() + LONG.toNanos(), () -> landing(written.get())))));
            assertThat(shown).allSatisfy(number -> assertThat(number).isGreaterThanOrEqualTo(floor));
        }
    }

    @Test
    void aLoadThatHangsHoldsUpTheNextOneForABoundedTimeOnly() throws Exception {
        FollowingLoads impatient = new FollowingLoads(Duration.ofMillis(50));
        Future<String> hung = read(impatient, this::numbered);
        await().until(() -> begun.get() == 1);

        Future<String> next = read(impatient, this::numbered);

        assertThat(next.get(30, TimeUnit.SECONDS)).isEqualTo("2");
        assertThat(hung.isDone()).isFalse();
    }

    @Test
    void whoseTimeIsUpLoadsAlone() {
        Future<String> hung = read();
        await().until(() -> begun.get() == 1);
        Future<String> next = read();
        await().until(() -> loads.size() == 1);

        Landing own = loads.load(KEY, System.nanoTime(), () -> landing(7));

        assertThat(text(own)).isEqualTo("7");
        assertThat(hung.isDone()).isFalse();
        assertThat(next.isDone()).isFalse();
    }

    @Test
    void aFailureReachesWhoSharesTheLoadAndNobodyElse() {
        Future<String> first = read();
        await().until(() -> begun.get() == 1);
        CompletableFuture<Void> nextBegan = new CompletableFuture<>();
        Future<String> next = read(loads, () -> {
            nextBegan.complete(null);
            throw new IllegalStateException("no database");
        });
        firstMayEnd.countDown();
        nextBegan.join();

        assertThat(first).succeedsWithin(LONG).isEqualTo("1");
        assertThat(next).failsWithin(LONG).withThrowableThat().withMessageContaining("no database");
        assertThat(text(loads.load(KEY, System.nanoTime() + LONG.toNanos(), () -> landing(3))))
                .isEqualTo("3");
    }

    @Test
    void nothingIsLeftBehind() {
        assertThatIllegalStateException()
                .isThrownBy(() -> loads.load(KEY, System.nanoTime(), () -> {
                    throw new IllegalStateException("no database");
                }));
        loads.load(KEY, System.nanoTime(), () -> landing(1));

        assertThat(loads.size()).isZero();
    }

    @Test
    void anInterruptedReaderLeavesNobodyWaiting() throws Exception {
        Future<String> first = read();
        await().until(() -> begun.get() == 1);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread leader = new Thread(() -> {
            try {
                loads.load(KEY, System.nanoTime() + LONG.toNanos(), () -> landing(2));
            } catch (CancellationException e) {
                failure.set(e);
            }
        });
        leader.start();
        await().until(() -> leader.getState() == Thread.State.TIMED_WAITING);
        List<Future<String>> sharing = manyThatWait(3);

        leader.interrupt();
        leader.join();
        firstMayEnd.countDown();

        assertThat(failure.get()).isInstanceOf(CancellationException.class);
        assertThat(first).succeedsWithin(LONG);
        assertThat(sharing)
                .allSatisfy(one -> assertThat(one).succeedsWithin(LONG).isNotEqualTo("1"));
        await().until(() -> loads.size() == 0);
    }
}
