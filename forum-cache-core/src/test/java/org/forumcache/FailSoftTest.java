package org.forumcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Corrections 11 and 12: a broken backend breaks nobody and makes nobody see what a write has replaced. */
class FailSoftTest {
    private static final EntryKey THREAD = EntryKey.thread("t");
    private static final ThreadListQuery LIST = ThreadListQuery.of("plant-care", 1, 20);

    private final FakeTicker ticker = new FakeTicker();
    private final EmbeddedBackend working =
            new EmbeddedBackend(EmbeddedBackend.DEFAULT_MAX_SIZE, ticker, Runnable::run);
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

    private void letRetryBeDue() {
        ticker.advance(Duration.ofMillis(100));
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
        backend.recover();

        assertThat(cache.pendingInvalidations()).isEqualTo(1);
        assertReads(2, CacheOutcome.BYPASS);
        letRetryBeDue();
        assertReads(3, CacheOutcome.MISS);
        assertThat(cache.pendingInvalidations()).isZero();
    }

    @Test
    void whileInvalidationsWaitNothingElseIsAskedOfTheBackendBetweenAttempts() {
        backend.breakDown();
        cache.invalidateThread("t");
        int before = backend.calls();

        IntStream.range(0, 100).forEach(this::read);
        assertThat(backend.calls()).isEqualTo(before);

        letRetryBeDue();
        IntStream.range(0, 100).forEach(this::read);
        assertThat(backend.calls()).isEqualTo(before + 1);
        assertThat(cache.pendingInvalidations()).isEqualTo(1);
    }

    @Test
    void listsAndCategoriesAreKeptForDeliveryToo() {
        cache.setThreadList(LIST, Map.of());
        cache.setCategory("plant-care", Map.of());
        backend.breakDown();
        cache.invalidateThreadList("plant-care");
        cache.invalidateCategory("plant-care");
        backend.recover();
        letRetryBeDue();

        assertThat(cache.pendingInvalidations()).isEqualTo(4);
        assertThat(cache.getThreadList(LIST)).isEmpty();
        assertThat(cache.getCategory("plant-care")).isEmpty();
        assertThat(cache.pendingInvalidations()).isZero();
    }

    @Test
    void theOrderToInvalidateAllListsIsKeptForDelivery() {
        cache.setThreadList(LIST, Map.of());
        cache.setThread("t", Map.of());
        backend.breakDown();
        cache.invalidateAllThreadLists();
        backend.recover();
        letRetryBeDue();

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
        letRetryBeDue();

        assertThat(cache.getThread("t")).isEmpty();
        assertThat(cache.pendingInvalidations()).isZero();
    }

    @Test
    void whatWaitsIsBoundedAndThenMeansEverything() {
        cache.setThread("innocent", Map.of());
        backend.breakDown();

        IntStream.rangeClosed(0, Undelivered.MAX_SIZE).forEach(i -> cache.invalidateThread("t" + i));
        assertThat(cache.pendingInvalidations()).isEqualTo(1);

        backend.recover();
        letRetryBeDue();
        assertThat(cache.getThread("innocent")).isEmpty();
    }

    @Test
    void anErrorDuringADeliveryDoesNotEndDeliveries() {
        backend.breakDown();
        cache.invalidateThread("t");
        backend.breakDown(() -> {
            throw new StackOverflowError();
        });
        letRetryBeDue();
        assertThatExceptionOfType(StackOverflowError.class).isThrownBy(() -> read(1));
        backend.recover();
        letRetryBeDue();

        assertReads(2, CacheOutcome.MISS);
        assertThat(cache.pendingInvalidations()).isZero();
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
}
