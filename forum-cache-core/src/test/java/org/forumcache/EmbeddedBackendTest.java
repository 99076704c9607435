package org.forumcache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the in-process backend promises beyond the contract: its bound on bytes, its groups, and what becomes of dead slots. */
class EmbeddedBackendTest {
    private static final Duration TTL = Duration.ofHours(1);
    private static final Duration NOT_KEPT = Duration.ZERO;
    private static final EntryKey THREAD = EntryKey.thread("t");

    private final FakeTicker ticker = new FakeTicker();
    private final EmbeddedBackend backend = new EmbeddedBackend(1 << 20, ticker);

    private static EntryKey list(String category, int page) {
        return EntryKey.threadList(ThreadListQuery.of(category, page, 20));
    }

    private static CacheEntry entry(int bytes) {
        return CacheEntry.restored(Token.random(), "x".repeat(bytes).getBytes(UTF_8), "\"e\"", Duration.ZERO);
    }

    private void put(EntryKey key) {
        backend.put(key, entry(100), TTL, NOT_KEPT);
    }

    private FillLease lease(EntryKey key) {
        Lookup answer = backend.acquire(key, new Lookup.Miss(null), Token.random(), Duration.ofSeconds(10));
        return ((Lookup.Granted) answer).lease();
    }

    private long entries() {
        return backend.status().entries().orElseThrow();
    }

    private long bytes() {
        return backend.status().bytes().orElseThrow();
    }

    @Nested
    class Bytes {
        @Test
        void anEntryCountsItsDocumentItsKeyAndAnAllowance() {
            backend.put(THREAD, entry(1_000), TTL, NOT_KEPT);

            assertThat(bytes()).isEqualTo(1_000 + "forum:thread:t".length() + EmbeddedBackend.ENTRY_OVERHEAD);
        }

        @Test
        void aLeaseCountsTheExpiredDocumentThatItHolds() {
            backend.put(THREAD, entry(1_000), TTL, TTL);
            long before = bytes();
            ticker.advance(TTL);

            lease(THREAD);

            assertThat(bytes()).isEqualTo(before);
        }

        @Test
        void aLeaseOfItsOwnCountsKeyAndAllowance() {
            lease(THREAD);

            assertThat(bytes()).isEqualTo("forum:thread:t".length() + EmbeddedBackend.ENTRY_OVERHEAD);
        }

        @Test
        void thereAreNeverMoreThanTheMaximum() {
            for (int i = 0; i < 5_000; i++) {
                backend.put(EntryKey.thread("t" + i), entry(1_000), TTL, NOT_KEPT);
            }

            assertThat(bytes()).isBetween(1L << 19, 1L << 20);
            assertThat(entries()).isBetween(300L, 1_000L);
        }

        @Test
        void longKeysCountInFull() {
            for (int i = 0; i < 5_000; i++) {
                backend.put(EntryKey.thread(i + "x".repeat(250)), entry(1), TTL, NOT_KEPT);
            }

            assertThat(bytes()).isLessThanOrEqualTo(1 << 20);
            assertThat(entries()).isLessThan((1 << 20) / (250 + EmbeddedBackend.ENTRY_OVERHEAD));
        }

        @Test
        void aDocumentLargerThanTheMaximumIsNotKept() {
            backend.put(list("pests", 1), entry(2 << 20), TTL, NOT_KEPT);

            assertThat(backend.find(list("pests", 1))).isInstanceOf(Lookup.Miss.class);
            assertThat(bytes()).isZero();
        }

        @Test
        void closingGivesEverythingUp() {
            put(THREAD);
            put(list("pests", 1));

            backend.close();

            assertThat(entries()).isZero();
            assertThat(backend.groups()).isZero();
        }
    }

    @Nested
    class Groups {
        @Test
        void areThoseOfLists() {
            put(THREAD);
            put(EntryKey.category("pests"));
            put(list("pests", 1));
            put(list("pests", 2));
            put(list("plant-care", 1));

            assertThat(backend.groups()).isEqualTo(2);
        }

        @Test
        void areForgottenWhenTheyAreInvalidated() {
            put(list("pests", 1));
            put(list("plant-care", 1));

            backend.invalidate(List.of(), List.of("pests"));

            assertThat(backend.groups()).isEqualTo(1);
        }

        @Test
        void areForgottenAfterTheirLastSlot() {
            backend.release(lease(list("no-such-category", 1)));
            put(list("pests", 1));

            Awaitility.await().until(() -> {
                System.gc();
                return backend.groups() == 1;
            });
        }

        @Test
        void areInvalidatedHoweverOftenTheCollectorRan() {
            put(list("pests", 1));
            FillLease lease = lease(list("pests", 2));
            System.gc();

            backend.invalidate(List.of(), List.of("pests"));

            assertThat(backend.find(list("pests", 1))).isInstanceOf(Lookup.Miss.class);
            assertThat(backend.fill(lease, entry(100), TTL, NOT_KEPT)).isFalse();
        }
    }

    @Nested
    class Sweeping {
        /** Stores elsewhere until the broom has been everywhere. */
        private void storeUntilSwept() {
            for (int i = 0; i < 10; i++) {
                put(THREAD);
            }
        }

        @Test
        void freesTheMemoryOfTheCategoryAndTouchesNoOther() {
            put(list("pests", 1));
            put(list("pests", 2));
            put(list("plant-care", 1));
            put(THREAD);
            backend.invalidate(List.of(), List.of("pests"));

            storeUntilSwept();

            assertThat(entries()).isEqualTo(2);
            assertThat(backend.find(list("plant-care", 1))).isInstanceOf(Lookup.Hit.class);
            assertThat(backend.find(THREAD)).isInstanceOf(Lookup.Hit.class);
        }

        @Test
        void isNotNeededForInvalidation() {
            put(list("pests", 1));

            backend.invalidate(List.of(), List.of("pests"));

            assertThat(backend.find(list("pests", 1))).isInstanceOf(Lookup.Miss.class);
            assertThat(entries()).isEqualTo(1);
        }

        @Test
        void leavesWhatWasStoredSince() {
            put(list("pests", 1));
            backend.invalidate(List.of(), List.of("pests"));
            put(list("pests", 1));

            storeUntilSwept();

            assertThat(backend.find(list("pests", 1))).isInstanceOf(Lookup.Hit.class);
        }

        @Test
        void freesTheMemoryOfExpiredLeases() {
            lease(list("pests", 1));
            ticker.advance(Duration.ofSeconds(10));

            storeUntilSwept();

            assertThat(entries()).isEqualTo(1);
        }

        @Test
        void leavesWhatHasExpiredAsLongAsItIsKept() {
            backend.put(list("pests", 1), entry(100), TTL, TTL);
            ticker.advance(TTL.plus(TTL).minusNanos(1));

            storeUntilSwept();
            assertThat(entries()).isEqualTo(2);

            ticker.advance(Duration.ofNanos(1));
            storeUntilSwept();
            assertThat(entries()).isEqualTo(1);
        }

        @Test
        void reachesEverySlotWithinAQuarterOfThemStored() {
            for (int i = 0; i < 400; i++) {
                put(list("pests", i + 1));
            }
            backend.invalidate(List.of(), List.of("pests"));

            for (int i = 0; i < 110; i++) {
                put(EntryKey.thread("t" + i % 10));
            }

            assertThat(entries()).isEqualTo(10);
        }
    }

    @Nested
    class Compressing {
        private final EmbeddedBackend compressing =
                new EmbeddedBackend(1 << 20, ticker, ticker, CacheEntry::compressed);

        @Test
        void holdsLongDocumentsCompressed() {
            compressing.put(THREAD, entry(10_000), TTL, NOT_KEPT);

            Lookup.Hit hit = (Lookup.Hit) compressing.find(THREAD);

            assertThat(hit.entry().isGzip()).isTrue();
            assertThat(hit.entry().utf8()).hasSize(10_000);
            assertThat(compressing.status().bytes().orElseThrow()).isLessThan(1_000);
        }

        @Test
        void holdsThemPlainUnlessAsked() {
            backend.put(THREAD, entry(10_000), TTL, NOT_KEPT);

            assertThat(((Lookup.Hit) backend.find(THREAD)).entry().isGzip()).isFalse();
        }

        @Test
        void holdsWhatIsFilledAndRefreshedCompressed() {
            Lookup.Granted granted = (Lookup.Granted)
                    compressing.acquire(THREAD, new Lookup.Miss(null), Token.random(), Duration.ofSeconds(10));
            CacheEntry filled = entry(10_000);
            compressing.fill(granted.lease(), filled, TTL, NOT_KEPT);
            assertThat(((Lookup.Hit) compressing.find(THREAD)).entry().isGzip()).isTrue();

            assertThat(compressing.replace(THREAD, filled, entry(20_000), TTL, NOT_KEPT))
                    .isTrue();

            CacheEntry refreshed = ((Lookup.Hit) compressing.find(THREAD)).entry();
            assertThat(refreshed.isGzip()).isTrue();
            assertThat(refreshed.size()).isEqualTo(20_000);
        }
    }

    @Nested
    class TwoBackends {
        @Test
        void shareNothing() {
            EmbeddedBackend other = EmbeddedBackend.withMaxSize(1 << 20);
            put(THREAD);
            other.put(list("pests", 1), entry(100), TTL, NOT_KEPT);

            backend.invalidateEverything();

            assertThat(other.find(THREAD)).isInstanceOf(Lookup.Miss.class);
            assertThat(other.find(list("pests", 1))).isInstanceOf(Lookup.Hit.class);
        }
    }
}
