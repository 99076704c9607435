package org.forumcache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the in-process backend promises beyond the contract: its bound on bytes, and an exact index of groups. */
class EmbeddedBackendTest {
    private static final Duration TTL = Duration.ofHours(1);
    private static final Duration NOT_KEPT = Duration.ZERO;
    private static final EntryKey THREAD = EntryKey.thread("t");

    private final FakeTicker ticker = new FakeTicker();
    private final Deque<Runnable> sweeps = new ArrayDeque<>();
    private final EmbeddedBackend backend = new EmbeddedBackend(1 << 20, ticker, sweeps::add);

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

    private void sweep() {
        sweeps.forEach(Runnable::run);
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
            assertThat(backend.indexedKeys()).isZero();
        }

        @Test
        void closingGivesEverythingUp() {
            put(THREAD);
            put(list("pests", 1));

            backend.close();

            assertThat(entries()).isZero();
            assertThat(backend.indexedKeys()).isZero();
        }
    }

    @Nested
    class Index {
        @Test
        void holdsListsOnly() {
            put(THREAD);
            put(EntryKey.category("pests"));
            put(list("pests", 1));
            put(list("pests", 2));

            assertThat(backend.indexedKeys()).isEqualTo(2);
        }

        @Test
        void holdsAKeyOnceHoweverOftenItIsStored() {
            put(list("pests", 1));
            put(list("pests", 1));

            assertThat(backend.indexedKeys()).isEqualTo(1);
        }

        @Test
        void holdsLeasesTooUntilTheyAreGivenBack() {
            FillLease lease = lease(list("pests", 1));
            assertThat(backend.indexedKeys()).isEqualTo(1);

            backend.release(lease);

            assertThat(backend.indexedKeys()).isZero();
        }

        @Test
        void keepsTheKeyOfAnExpiredValueThatIsPutBack() {
            backend.put(list("pests", 1), entry(100), TTL, TTL);
            ticker.advance(TTL);

            backend.release(lease(list("pests", 1)));

            assertThat(backend.indexedKeys()).isEqualTo(1);
        }

        @Test
        void forgetsLeasesThatExpire() {
            lease(list("pests", 1));

            ticker.advance(Duration.ofSeconds(11));

            assertThat(backend.indexedKeys()).isZero();
        }

        @Test
        void forgetsAKeyThatIsInvalidatedAlone() {
            put(list("pests", 1));
            put(list("pests", 2));

            backend.invalidate(List.of(list("pests", 1).text()), List.of());

            assertThat(backend.indexedKeys()).isEqualTo(1);
        }

        @Test
        void forgetsOnlyTheCategoryThatIsInvalidated() {
            put(list("pests", 1));
            put(list("plant-care", 1));
            put(list("plant-care", 2));

            backend.invalidate(List.of(), List.of("pests"));

            assertThat(backend.indexedKeys()).isEqualTo(2);
        }
    }

    @Nested
    class Sweeping {
        @Test
        void freesTheMemoryOfTheCategoryAndTouchesNoOther() {
            put(list("pests", 1));
            put(list("pests", 2));
            put(list("plant-care", 1));
            put(THREAD);
            backend.invalidate(List.of(), List.of("pests"));

            sweep();

            assertThat(entries()).isEqualTo(2);
            assertThat(backend.find(list("plant-care", 1))).isInstanceOf(Lookup.Hit.class);
            assertThat(backend.find(THREAD)).isInstanceOf(Lookup.Hit.class);
        }

        @Test
        void isNotNeededForInvalidation() {
            put(list("pests", 1));

            backend.invalidate(List.of(), List.of("pests"));

            assertThat(backend.find(list("pests", 1))).isInstanceOf(Lookup.Miss.class);
            assertThat(sweeps).hasSize(1);
        }

        @Test
        void leavesWhatWasStoredSince() {
            put(list("pests", 1));
            backend.invalidate(List.of(), List.of("pests"));
            put(list("pests", 1));

            sweep();

            assertThat(backend.find(list("pests", 1))).isInstanceOf(Lookup.Hit.class);
            assertThat(backend.indexedKeys()).isEqualTo(1);
        }

        @Test
        void isNotAskedForWhereThereIsNothingToSweep() {
            backend.invalidate(List.of(), List.of("pests"));

            assertThat(sweeps).isEmpty();
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
