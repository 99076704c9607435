package org.forumcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Corrections 11 and 12: a broken backend breaks nobody and makes nobody see what a write has replaced. */
class FailSoftTest {
    private static final EntryKey THREAD = EntryKey.thread("t");
    private static final ThreadListQuery LIST = ThreadListQuery.of("plant-care", 1, 20);

    private final FakeTicker ticker = new FakeTicker();
    private final EmbeddedBackend working = new EmbeddedBackend(EmbeddedBackend.DEFAULT_MAX_SIZE, ticker);
    private final FaultyBackend backend = new FaultyBackend(working);
    private final ForumCacheService cache =
            ForumCacheService.builder(backend).with(ticker::read, () -> 0.5).build();

    private CacheRead read(int version) {
        return cache.read(THREAD, () -> Optional.of(Map.of("version", version)));
    }

    private void assertReads(int version, CacheOutcome outcome) {
        CacheRead read = read(version);
        assertThat(read.outcome()).isEqualTo(outcome);
        assertThat(read.document()).map(CachedJson::asMap).contains(Map.of("version", version));
    }

    private static boolean isDelivery() {
        return Thread.currentThread().getName().equals(Undelivered.THREAD_NAME);
    }

    private void awaitDelivery() {
        await().pollDelay(Duration.ZERO)
                .untilAsserted(() -> assertThat(cache.pendingInvalidations()).isZero());
    }

    /** What still waits would be tried until the process ends. */
    @AfterEach
    void deliverWhatIsLeft() {
        backend.recover();
        awaitDelivery();
    }

    @Test
    void correction12AReadThatTheBackendFailsIsLoaded() {
        backend.breakDown();

        assertReads(1, CacheOutcome.BYPASS);
        assertThat(cache.getThread("t")).isEmpty();
        assertThat(cache.stats().bypasses()).isEqualTo(1);
        assertThat(cache.stats().of(EntryKind.THREAD).errors()).isPositive();
    }

    @Test
    void correction12AStoreThatTheBackendFailsIsDropped() {
        backend.breakDown();

        cache.setThread("t", Map.of());
        backend.recover();

        assertThat(cache.getThread("t")).isEmpty();
        assertThat(cache.stats().of(EntryKind.THREAD).errors()).isEqualTo(1);
        assertThat(cache.stats().of(EntryKind.THREAD).fills()).isZero();
    }

    @Test
    void aBackendThatBreaksWhileItIsLoadedFromCostsOnlyTheFill() {
        CacheRead read = cache.read(THREAD, () -> {
            backend.breakDown();
            return Optional.of(Map.of("version", 1));
        });

        assertThat(read.document()).isPresent();
        assertThat(read.outcome()).isEqualTo(CacheOutcome.MISS);
    }

    @Test
    void aBugInTheBackendBreaksNobodyEither() {
        try (RecordedLog log = RecordedLog.atDebug()) {
            backend.breakDown(() -> new IllegalStateException("a bug"));

            assertReads(1, CacheOutcome.BYPASS);
            assertThat(log.lines()).anySatisfy(line -> assertThat(line).startsWith("ERROR [CACHE] Error getting"));
        }
    }

    @Test
    void anOutageIsLoggedOnceASecond() {
        try (RecordedLog log = RecordedLog.atDebug()) {
            backend.breakDown();
            IntStream.range(0, 100).forEach(this::read);
            ticker.advance(Duration.ofSeconds(1));
            read(1);

            assertThat(log.lines())
                    .containsExactly(
                            "ERROR [CACHE] Error getting forum:thread:t:"
                                    + " org.forumcache.CacheBackendException: connection refused",
                            "ERROR [CACHE] Error getting forum:thread:t:"
                                    + " org.forumcache.CacheBackendException: connection refused"
                                    + " (and 99 failures more since the last line)");
        }
    }

    @Test
    void correction11AnInvalidationThatFailedIsDeliveredBeforeTheBackendIsTrustedAgain() {
        read(1);
        backend.breakDown();
        cache.invalidateThread("t");
        // Readers could be answered again, with what was to be removed; the delivery still fails.
        backend.breakDown(() -> isDelivery() ? new CacheBackendException("connection refused") : null);

        assertThat(cache.pendingInvalidations()).isEqualTo(1);
        assertReads(2, CacheOutcome.BYPASS);
        assertThat(cache.getThread("t")).isEmpty();
        backend.recover();
        awaitDelivery();
        assertReads(3, CacheOutcome.MISS);
        assertReads(3, CacheOutcome.HIT);
    }

    @Test
    void whoeverInvalidatesIsToldWhetherTheBackendHasIt() {
        Invalidation invalidation = Invalidation.thread("t");

        boolean taken = cache.invalidate(invalidation);
        backend.breakDown();
        boolean takenByNobody = cache.invalidate(invalidation);

        assertThat(taken).isTrue();
        assertThat(takenByNobody).isFalse();
    }

    @Test
    void whatWaitsIsDeliveredEvenIfNobodyReads() {
        read(1);
        backend.breakDown();
        cache.invalidateThread("t");
        backend.recover();

        awaitDelivery();

        assertThat(working.find(THREAD)).isInstanceOf(Lookup.Miss.class);
    }

    @Test
    void whileInvalidationsWaitReadersAskNothingOfTheBackend() {
        Set<String> callers = ConcurrentHashMap.newKeySet();
        backend.breakDown();
        cache.invalidateThread("t");
        backend.breakDown(() -> {
            callers.add(Thread.currentThread().getName());
            return new CacheBackendException("connection refused");
        });

        await().untilAsserted(() -> {
            IntStream.range(0, 100).forEach(i -> assertReads(i, CacheOutcome.BYPASS));
            assertThat(cache.getThread("t")).isEmpty();
            assertThat(callers).isNotEmpty();
        });

        assertThat(callers).containsExactly(Undelivered.THREAD_NAME);
        assertThat(cache.pendingInvalidations()).isEqualTo(1);
    }

    @Test
    void readersAreNotHeldUpByADeliveryThatHangs() {
        CountDownLatch delivering = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        read(1);
        backend.breakDown();
        cache.invalidateThread("t");
        backend.breakDown(() -> {
            delivering.countDown();
            Latches.await(end);
            return null;
        });
        Latches.await(delivering);

        assertReads(2, CacheOutcome.BYPASS);
        assertThat(cache.pendingInvalidations()).isEqualTo(1);

        end.countDown();
        awaitDelivery();
        assertReads(3, CacheOutcome.MISS);
    }

    @Test
    void whatIsAddedDuringADeliveryIsDeliveredToo() {
        CountDownLatch delivering = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        EntryKey late = EntryKey.thread("late");
        cache.setThread("late", Map.of());
        backend.breakDown();
        cache.invalidateThread("t");
        backend.breakDown(() -> {
            if (isDelivery()) {
                delivering.countDown();
                Latches.await(end);
                return null;
            }
            return new CacheBackendException("connection refused");
        });
        Latches.await(delivering);
        cache.invalidateThread("late");

        end.countDown();
        awaitDelivery();

        assertThat(working.find(late)).isInstanceOf(Lookup.Miss.class);
    }

    @Test
    void whatLiesInABrokenBackendIsUnknown() {
        backend.breakDown();

        assertThat(cache.details(EntryKey.thread("t"))).isEqualTo(EntryDetails.without(EntryDetails.State.UNREACHABLE));
    }

    @Test
    void theAgeOfTheOldestIsKnown() {
        assertThat(cache.oldestPendingInvalidation()).isZero();
        backend.breakDown();
        cache.invalidateThread("t");
        ticker.advance(Duration.ofSeconds(2));
        cache.invalidateThread("u");
        ticker.advance(Duration.ofSeconds(1));

        assertThat(cache.oldestPendingInvalidation()).isEqualTo(Duration.ofSeconds(3));

        backend.recover();
        awaitDelivery();
        ticker.advance(Duration.ofSeconds(1));
        assertThat(cache.oldestPendingInvalidation()).isZero();
    }

    @Test
    void listsAndCategoriesAreKeptForDeliveryToo() {
        cache.setThreadList(LIST, Map.of());
        cache.setCategory("plant-care", Map.of());
        backend.breakDown();
        cache.invalidateThreadList("plant-care");
        cache.invalidateCategory("plant-care");

        assertThat(cache.pendingInvalidations()).isEqualTo(4);
        backend.recover();
        awaitDelivery();
        assertThat(cache.getThreadList(LIST)).isEmpty();
        assertThat(cache.getCategory("plant-care")).isEmpty();
    }

    @Test
    void theOrderToInvalidateAllListsIsKeptForDelivery() {
        cache.setThreadList(LIST, Map.of());
        cache.setThread("t", Map.of());
        backend.breakDown();
        cache.invalidateAllThreadLists();
        backend.recover();
        awaitDelivery();

        assertThat(cache.getThreadList(LIST)).isEmpty();
        assertThat(cache.getThread("t")).isPresent();
        assertThat(cache.stats().of(EntryKind.LIST).errors()).isEqualTo(1);
    }

    @Test
    void theOrderToInvalidateEverythingIsKeptForDelivery() {
        cache.setThread("t", Map.of());
        backend.breakDown();
        cache.invalidateEverything();
        backend.recover();
        awaitDelivery();

        assertThat(cache.getThread("t")).isEmpty();
    }

    @Test
    void whatWaitsIsBoundedAndThenMeansEverything() {
        cache.setThread("innocent", Map.of());
        backend.breakDown();

        IntStream.rangeClosed(0, Undelivered.MAX_SIZE).forEach(i -> cache.invalidateThread("t" + i));
        assertThat(cache.pendingInvalidations()).isEqualTo(1);

        backend.recover();
        awaitDelivery();
        assertThat(cache.getThread("innocent")).isEmpty();
    }

    @Test
    void anErrorDuringADeliveryDoesNotEndDeliveries() {
        CountDownLatch failed = new CountDownLatch(2);
        read(1);
        backend.breakDown();
        cache.invalidateThread("t");
        backend.breakDown(() -> {
            failed.countDown();
            throw new StackOverflowError();
        });
        Latches.await(failed);

        assertReads(2, CacheOutcome.BYPASS);
        backend.recover();
        awaitDelivery();
        assertReads(3, CacheOutcome.MISS);
    }

    @Test
    void anInvalidationThatEndsInAnErrorIsKept() {
        backend.breakDown(() -> {
            throw new StackOverflowError();
        });

        assertThatExceptionOfType(StackOverflowError.class).isThrownBy(() -> cache.invalidateThread("t"));
        assertThat(cache.pendingInvalidations()).isEqualTo(1);
    }

    @Test
    void aBackendThatCannotEvenTellItsStatusIsFailing() {
        backend.breakDown();

        assertThat(cache.status().state()).isEqualTo("failing");
        assertThat(cache.status().entries()).isEmpty();
    }

    @Test
    void closingDeliversWhatIsPendingOnceMore() {
        read(1);
        backend.breakDown();
        cache.invalidateThread("t");
        backend.recover();

        cache.close();

        assertThat(cache.pendingInvalidations()).isZero();
        assertReads(2, CacheOutcome.MISS);
    }

    @Test
    void whatCannotBeDeliveredIsGivenUpLoudlyWhenTheCacheIsClosed() {
        FaultyBackend broken = new FaultyBackend(working);
        ForumCacheService closing = ForumCacheService.builder(broken).build();
        try (RecordedLog log = RecordedLog.atDebug()) {
            broken.breakDown();
            closing.invalidateThread("t");

            closing.close();

            assertThat(log.lines())
                    .last()
                    .isEqualTo("ERROR [CACHE] Closed while 1 invalidations of keys and groups"
                            + " could not be delivered");
        }
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals(Undelivered.THREAD_NAME)));
    }
}
