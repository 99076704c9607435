package org.forumcache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The groups at a size where a leak would show. */
class EmbeddedBackendIndexIT {
    private static final int KEYS = 10_000_000;
    private static final int CATEGORIES = 100_000;
    private static final Duration TTL = Duration.ofHours(6);

    private final FakeTicker ticker = new FakeTicker();
    private final EmbeddedBackend backend = new EmbeddedBackend(16L << 20, ticker);

    @Test
    void afterTenMillionKeysWereStoredAndEvictedNoMoreGroupsAreKnownThanHaveEntries() {
        CacheEntry entry = CacheEntry.restored(Token.random(), "{}".getBytes(UTF_8), "\"e\"", Duration.ZERO);
        for (int i = 0; i < KEYS; i++) {
            EntryKey key = EntryKey.threadList(ThreadListQuery.of("category-" + i % CATEGORIES, i + 1, 20));
            backend.put(key, entry, TTL, Duration.ZERO);
        }

        int entries = (int) backend.status().entries().orElseThrow();

        assertThat(entries).isBetween(10_000, 200_000);
        Awaitility.await().until(() -> {
            System.gc();
            return backend.groups() <= entries;
        });

        backend.invalidateAllGroups();

        assertThat(backend.groups()).isZero();
    }

    @Test
    void whatHasExpiredIsSweptUpWhileOtherThingsAreStored() {
        CacheEntry entry = CacheEntry.restored(Token.random(), "{}".getBytes(UTF_8), "\"e\"", Duration.ZERO);
        for (int i = 0; i < 40_000; i++) {
            backend.put(EntryKey.thread("old-" + i), entry, TTL, Duration.ZERO);
        }
        ticker.advance(TTL);

        for (int i = 0; i < 11_000; i++) {
            backend.put(EntryKey.thread("new-" + i % 100), entry, TTL, Duration.ZERO);
        }

        assertThat(backend.status().entries()).hasValue(100);
    }
}
