package org.forumcache;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a read with a loader behaves, alone and among others. */
@Timeout(60)
class ReadThroughTest {
    private static final EntryKey KEY = EntryKey.thread("t");

    private final FakeTicker ticker = new FakeTicker();
    private final EmbeddedBackend backend = new EmbeddedBackend(EmbeddedBackend.DEFAULT_MAX_SIZE, ticker);
    private final AtomicBoolean inWritingTransaction = new AtomicBoolean();
    private final ForumCacheService cache = ForumCacheService.builder(backend)
            .with(ticker::read, () -> 0.5)
            .bypassWhen(inWritingTransaction::get)
            .build();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    private static Optional<Map<String, Integer>> version(int version) {
        return Optional.of(Map.of("version", version));
    }

    private int versionOf(CacheRead read) {
        return (Integer) requireNonNull(read.document().orElseThrow().asMap().get("version"));
    }

    private CacheRead read(int version) {
        return cache.read(KEY, () -> version(version));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void meet(CountDownLatch latch) {
        latch.countDown();
        await(latch);
    }

    /** A load that says when it runs, and goes on when it may. */
    private static final class HeldLoad implements Supplier<Optional<?>> {
        private final CountDownLatch running = new CountDownLatch(1);
        private final CountDownLatch mayEnd = new CountDownLatch(1);
        private final Supplier<Optional<?>> answer;

        HeldLoad(Supplier<Optional<?>> answer) {
            this.answer = answer;
        }

        @Override
        public Optional<?> get() {
            running.countDown();
            await(mayEnd);
            return answer.get();
        }
    }

    private HeldLoad startHeldLoad(Supplier<Optional<?>> answer, CompletableFuture<CacheRead> read) {
        HeldLoad load = new HeldLoad(answer);
        threads.execute(() -> {
            try {
                read.complete(cache.read(KEY, load));
            } catch (Throwable e) {
                read.completeExceptionally(e);
            }
        });
        ReadThroughTest.await(load.running);
        return load;
    }

    private Thread startWaiter(CompletableFuture<CacheRead> answer, AtomicInteger ownLoads) {
        Thread waiter = new Thread(() -> {
            try {
                answer.complete(cache.read(KEY, () -> version(100 + ownLoads.incrementAndGet())));
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            }
        });
        waiter.setDaemon(true);
        waiter.start();
        Awaitility.await().until(() -> waiter.getState() == Thread.State.TIMED_WAITING);
        return waiter;
    }

    @Nested
    class Alone {
        @Test
        void theFirstReadIsAMissAndTheNextAHit() {
            assertThat(read(1).outcome()).isEqualTo(CacheOutcome.MISS);
            CacheRead second = read(2);

            assertThat(second.outcome()).isEqualTo(CacheOutcome.HIT);
            assertThat(versionOf(second)).isEqualTo(1);
            assertThat(cache.stats().of(EntryKind.THREAD)).isEqualTo(new CacheStats.Counts(1, 1, 1, 0, 0, 0, 0, 0));
        }

        @Test
        void afterAnInvalidationTheNextReadLoads() {
            read(1);
            cache.invalidateThread("t");

            assertThat(versionOf(read(2))).isEqualTo(2);
        }

        @Test
        void absenceIsRememberedForHalfAMinute() {
            CacheRead first = cache.read(KEY, Optional::empty);
            ticker.advance(Duration.ofSeconds(29));
            CacheRead second = cache.read(KEY, () -> version(1));
            ticker.advance(Duration.ofSeconds(1));
            CacheRead third = cache.read(KEY, () -> version(1));

            assertThat(first.document()).isEmpty();
            assertThat(second.outcome()).isEqualTo(CacheOutcome.HIT);
            assertThat(second.document()).isEmpty();
            assertThat(third.document()).isPresent();
        }

        @Test
        void absenceIsUndoneByCreation() {
            cache.read(KEY, Optional::empty);

            cache.invalidate(Invalidation.of(new ForumEvent.ThreadCreated("t", "plant-care")));

            assertThat(read(1).document()).isPresent();
        }

        @Test
        void aLoaderThatReturnsNullIsToldToReturnAnEmptyOptional() {
            assertThatIllegalStateException()
                    .isThrownBy(() -> cache.read(KEY, ReadThroughTest::noAnswer))
                    .withMessageContaining("forum:thread:t")
                    .withMessageContaining("Optional.empty()");
            assertThat(read(1).outcome()).isEqualTo(CacheOutcome.MISS);
        }

        @Test
        void aLoadersExceptionReachesItsReaderAndLeavesNoLease() {
            IllegalStateException failure = new IllegalStateException("database gone");

            assertThatThrownBy(() -> cache.read(KEY, () -> {
                        throw failure;
                    }))
                    .isSameAs(failure);
            assertThat(backend.status().entries()).hasValue(0);
        }

        @Test
        void aLoadersErrorReachesItsReaderAndLeavesNoLease() {
            StackOverflowError failure = new StackOverflowError();

            assertThatThrownBy(() -> cache.read(KEY, () -> {
                        throw failure;
                    }))
                    .isSameAs(failure);
            assertThat(backend.status().entries()).hasValue(0);
        }

        @Test
        void insideAWritingTransactionTheCacheIsBypassedBothWays() {
            read(1);
            inWritingTransaction.set(true);

            CacheRead own = read(2);
            cache.setThread("t", Map.of("version", 3));
            boolean seenWithoutLoader = cache.getThread("t").isPresent();
            inWritingTransaction.set(false);

            assertThat(own.outcome()).isEqualTo(CacheOutcome.BYPASS);
            assertThat(versionOf(own)).isEqualTo(2);
            assertThat(seenWithoutLoader).isFalse();
            assertThat(versionOf(read(4))).isEqualTo(1);
        }
    }

    @SuppressWarnings("NullAway") // as a careless caller does
    private static Optional<?> noAnswer() {
        return null;
    }

    @Nested
    class WhenADocumentHasExpired {
        private void expire() {
            ticker.advance(EntryKind.THREAD.defaultTtl());
        }

        private CacheRead readFailing() {
            return cache.read(KEY, () -> {
                throw new IllegalStateException("database gone");
            });
        }

        @Test
        void itIsServedStaleIfLoadingFails() {
            read(1);
            expire();

            CacheRead stale = readFailing();

            assertThat(stale.outcome()).isEqualTo(CacheOutcome.STALE);
            assertThat(versionOf(stale)).isEqualTo(1);
        }

        @Test
        void itIsPutBackForTheNextReaderWhoseLoadFails() {
            read(1);
            expire();
            readFailing();

            assertThat(readFailing().outcome()).isEqualTo(CacheOutcome.STALE);
        }

        @Test
        void itIsLoadedAnewOnceLoadingWorks() {
            read(1);
            expire();
            readFailing();

            CacheRead read = read(2);

            assertThat(read.outcome()).isEqualTo(CacheOutcome.MISS);
            assertThat(versionOf(read)).isEqualTo(2);
        }

        @Test
        void itIsNeverServedAfterAnInvalidation() {
            read(1);
            expire();
            cache.invalidateThread("t");

            assertThatThrownBy(this::readFailing).hasMessage("database gone");
        }

        @Test
        void itIsNotPutBackIfItWasInvalidatedWhileLoadingFailed() {
            read(1);
            expire();
            cache.read(KEY, () -> {
                cache.invalidateThread("t");
                throw new IllegalStateException("database gone");
            });

            assertThatThrownBy(this::readFailing).hasMessage("database gone");
        }

        @Test
        void itIsForgottenAnHourLater() {
            read(1);
            expire();
            ticker.advance(Duration.ofHours(1));

            assertThatThrownBy(this::readFailing).hasMessage("database gone");
        }

        @Test
        void itIsServedForTheNamedFailuresOnly() {
            ForumCacheService strict = ForumCacheService.builder(backend)
                    .with(ticker::read, () -> 0.5)
                    .staleIf(UncheckedIOException.class::isInstance)
                    .build();
            read(1);
            expire();

            assertThatThrownBy(() -> strict.read(KEY, () -> {
                        throw new IllegalStateException("a bug");
                    }))
                    .hasMessage("a bug");
            CacheRead stale = strict.read(KEY, () -> {
                throw new UncheckedIOException(new IOException("database gone"));
            });

            assertThat(stale.outcome()).isEqualTo(CacheOutcome.STALE);
            assertThat(versionOf(stale)).isEqualTo(1);
        }

        @Test
        void itIsNotServedForAnError() {
            read(1);
            expire();

            assertThatThrownBy(() -> cache.read(KEY, () -> {
                        throw new StackOverflowError();
                    }))
                    .isInstanceOf(StackOverflowError.class);
            assertThat(readFailing().outcome()).isEqualTo(CacheOutcome.STALE);
        }

        @Test
        void readersWithoutALoaderDoNotSeeIt() {
            read(1);
            expire();

            assertThat(cache.getThread("t")).isEmpty();
        }

        @Test
        void anEarlyRefreshThatFailsServesTheOldDocument() {
            cache.read(KEY, () -> {
                ticker.advance(Duration.ofSeconds(9));
                return version(1);
            });
            ticker.advance(EntryKind.THREAD.defaultTtl().minusSeconds(1));

            CacheRead read = readFailing();

            assertThat(read.outcome()).isEqualTo(CacheOutcome.HIT);
            assertThat(versionOf(read)).isEqualTo(1);
        }

        @Test
        void anEarlyRefreshThatAWriteOvertookIsNotStored() {
            cache.read(KEY, () -> {
                ticker.advance(Duration.ofSeconds(9));
                return version(1);
            });
            ticker.advance(EntryKind.THREAD.defaultTtl().minusSeconds(1));

            cache.read(KEY, () -> {
                cache.invalidateThread("t");
                return version(2);
            });

            assertThat(cache.getThread("t")).isEmpty();
        }
    }

    @Nested
    class AmongOthers {
        private final CompletableFuture<CacheRead> first = new CompletableFuture<>();
        private final CompletableFuture<CacheRead> second = new CompletableFuture<>();
        private final AtomicInteger ownLoads = new AtomicInteger();

        @Test
        void aReaderThatFindsALoadInProgressWaitsForIt() throws Exception {
            HeldLoad load = startHeldLoad(() -> version(1), first);
            startWaiter(second, ownLoads);

            load.mayEnd.countDown();

            assertThat(versionOf(second.get(30, SECONDS))).isEqualTo(1);
            assertThat(ownLoads).hasValue(0);
        }

        @Test
        void aReaderDoesNotJoinALoadThatBeganBeforeAnInvalidation() throws Exception {
            HeldLoad load = startHeldLoad(() -> version(1), first);
            cache.invalidateThread("t");

            CacheRead later = read(2);
            load.mayEnd.countDown();

            assertThat(versionOf(later)).isEqualTo(2);
            assertThat(versionOf(first.get(30, SECONDS))).isEqualTo(1);
            assertThat(cache.getThread("t")).map(CachedJson::asMap).contains(Map.of("version", 2));
        }

        @Test
        void aListsReaderDoesNotJoinALoadWhoseGenerationHasEnded() throws Exception {
            EntryKey list = EntryKey.threadList(ThreadListQuery.of("plant-care", 1, 20));
            HeldLoad load = new HeldLoad(() -> version(1));
            Future<CacheRead> overtaken = threads.submit(() -> cache.read(list, load));
            ReadThroughTest.await(load.running);
            cache.invalidateThreadList("plant-care");

            CacheRead later = cache.read(list, () -> version(2));
            load.mayEnd.countDown();
            overtaken.get(30, SECONDS);

            assertThat(versionOf(later)).isEqualTo(2);
            assertThat(cache.getThreadList(ThreadListQuery.of("plant-care", 1, 20)))
                    .map(CachedJson::asMap)
                    .contains(Map.of("version", 2));
        }

        @Test
        void aSlowLoaderDoesNotBlockInvalidation() throws Exception {
            HeldLoad load = startHeldLoad(() -> version(1), first);

            threads.submit(() -> cache.invalidateThread("t")).get(30, SECONDS);
            load.mayEnd.countDown();
            first.get(30, SECONDS);

            assertThat(cache.getThread("t")).isEmpty();
        }

        @Test
        void aLoadersFailureReachesEveryWaiter() {
            IllegalStateException failure = new IllegalStateException("database gone");
            HeldLoad load = startHeldLoad(
                    () -> {
                        throw failure;
                    },
                    first);
            List<CompletableFuture<CacheRead>> waiters = IntStream.range(0, 10)
                    .mapToObj(i -> {
                        CompletableFuture<CacheRead> waiter = new CompletableFuture<>();
                        startWaiter(waiter, ownLoads);
                        return waiter;
                    })
                    .toList();

            load.mayEnd.countDown();

            assertThatThrownBy(() -> first.get(30, SECONDS)).hasCause(failure);
            assertThat(waiters)
                    .allSatisfy(waiter -> assertThatThrownBy(() -> waiter.get(30, SECONDS))
                            .cause()
                            .isSameAs(failure));
            assertThat(ownLoads).hasValue(0);
            assertThat(backend.status().entries()).hasValue(0);
        }

        @Test
        void aWaiterThatIsInterruptedLeavesWithItsFlagSet() throws Exception {
            HeldLoad load = startHeldLoad(() -> version(1), first);
            AtomicBoolean flag = new AtomicBoolean();
            Thread waiter = new Thread(() -> {
                try {
                    second.complete(read(2));
                } catch (CancellationException e) {
                    flag.set(Thread.currentThread().isInterrupted());
                    second.completeExceptionally(e);
                }
            });
            waiter.start();
            Awaitility.await().until(() -> waiter.getState() == Thread.State.TIMED_WAITING);

            waiter.interrupt();

            assertThatThrownBy(() -> second.get(30, SECONDS)).isInstanceOf(CancellationException.class);
            assertThat(flag).isTrue();
            load.mayEnd.countDown();
            assertThat(versionOf(first.get(30, SECONDS))).isEqualTo(1);
        }

        @Test
        void aLoadThatTakesLongerThanItsLeaseIsNotStored() throws Exception {
            HeldLoad load = startHeldLoad(() -> version(1), first);
            ticker.advance(Duration.ofSeconds(10));

            CacheRead later = read(2);
            load.mayEnd.countDown();
            first.get(30, SECONDS);

            assertThat(versionOf(later)).isEqualTo(2);
            assertThat(cache.getThread("t")).map(CachedJson::asMap).contains(Map.of("version", 2));
        }

        @Test
        void aWaiterLoadsForItselfWhenALoadTakesLongerThanItsLease() throws Exception {
            ForumCacheService impatient = ForumCacheService.builder(backend)
                    .leaseLife(Duration.ofMillis(50))
                    .build();
            HeldLoad load = new HeldLoad(() -> version(1));
            Future<CacheRead> slow = threads.submit(() -> impatient.read(KEY, load));
            ReadThroughTest.await(load.running);

            CacheRead read = impatient.read(KEY, () -> version(2));

            assertThat(versionOf(read)).isEqualTo(2);
            load.mayEnd.countDown();
            slow.get(30, SECONDS);
        }

        @Test
        void aLoadOfAnotherServiceOnTheSameBackendIsWaitedFor() throws Exception {
            ForumCacheService neighbour = ForumCacheService.builder(backend)
                    .foreignWait(Duration.ofSeconds(30))
                    .build();
            HeldLoad load = startHeldLoad(() -> version(1), first);
            Future<List<CacheRead>> waiters = threads.submit(() ->
                    Together.call(10, () -> neighbour.read(KEY, () -> version(ownLoads.incrementAndGet()))));

            load.mayEnd.countDown();

            assertThat(waiters.get(30, SECONDS))
                    .allSatisfy(read -> assertThat(versionOf(read)).isEqualTo(1));
            assertThat(ownLoads).hasValue(0);
        }

        @Test
        void aLoadOfAnotherServiceIsWaitedForOnlyBriefly() throws Exception {
            ForumCacheService neighbour = ForumCacheService.builder(backend)
                    .foreignWait(Duration.ofMillis(20))
                    .build();
            HeldLoad load = startHeldLoad(() -> version(1), first);

            CacheRead own = neighbour.read(KEY, () -> version(2));
            load.mayEnd.countDown();
            first.get(30, SECONDS);

            assertThat(versionOf(own)).isEqualTo(2);
            assertThat(cache.getThread("t")).map(CachedJson::asMap).contains(Map.of("version", 1));
        }

        @Test
        void aLoadOfAnotherServiceIsWaitedFor150MillisecondsByDefault() throws Exception {
            ForumCacheService neighbour = ForumCacheService.builder(backend).build();
            HeldLoad load = startHeldLoad(() -> version(1), first);
            long begin = System.nanoTime();

            CacheRead own = neighbour.read(KEY, () -> version(2));
            Duration waited = Duration.ofNanos(System.nanoTime() - begin);
            load.mayEnd.countDown();
            first.get(30, SECONDS);

            assertThat(versionOf(own)).isEqualTo(2);
            assertThat(waited).isBetween(Duration.ofMillis(150), Duration.ofSeconds(5));
        }
    }

    @Nested
    class InsideALoader {
        @Test
        void readingTheSameKeyLoadsInsteadOfWaitingForItself() {
            CacheRead read = cache.read(KEY, () -> {
                int inner = versionOf(read(1));
                return version(inner + 1);
            });

            assertThat(versionOf(read)).isEqualTo(2);
            assertThat(cache.getThread("t")).map(CachedJson::asMap).contains(Map.of("version", 2));
        }

        @Test
        void readingAnotherKeyFillsIt() {
            cache.read(KEY, () -> cache.getThread("other", () -> version(5)).map(CachedJson::asMap));

            assertThat(cache.getThread("other")).isPresent();
            assertThat(cache.getThread("t")).isPresent();
        }

        @Test
        void loadersThatReadEachOthersKeysDoNotBlockEachOther() {
            EntryKey other = EntryKey.thread("other");
            CountDownLatch bothLoad = new CountDownLatch(2);
            CountDownLatch bothLoadTheOther = new CountDownLatch(2);

            List<CacheRead> reads = Together.call(List.of(
                    () -> cache.read(KEY, () -> {
                        meet(bothLoad);
                        return cache.read(other, () -> {
                                    meet(bothLoadTheOther);
                                    return version(1);
                                })
                                .document()
                                .map(CachedJson::asMap);
                    }),
                    () -> cache.read(other, () -> {
                        meet(bothLoad);
                        return cache.read(KEY, () -> {
                                    meet(bothLoadTheOther);
                                    return version(2);
                                })
                                .document()
                                .map(CachedJson::asMap);
                    })));

            assertThat(reads).extracting(ReadThroughTest.this::versionOf).containsExactly(1, 2);
        }

        @Test
        void aReaderWaitsAgainOnceItHasLeftItsLoader() throws Exception {
            cache.read(EntryKey.thread("other"), () -> version(1));
            CompletableFuture<CacheRead> first = new CompletableFuture<>();
            HeldLoad load = startHeldLoad(() -> version(1), first);
            AtomicInteger ownLoads = new AtomicInteger();
            CompletableFuture<CacheRead> second = new CompletableFuture<>();
            startWaiter(second, ownLoads);

            load.mayEnd.countDown();
            second.get(30, SECONDS);

            assertThat(ownLoads).hasValue(0);
        }
    }
}
