package org.forumcache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The group index at a size where a leak would show. */
class EmbeddedBackendIndexIT {
    private static final int KEYS = 10_000_000;
    private static final int CATEGORIES = 1_000;
    private static final Duration TTL = Duration.ofHours(6);

    private final FakeTicker ticker = new FakeTicker();
    private final EmbeddedBackend backend = new EmbeddedBackend(16L << 20, ticker, Runnable::run);

    @Test
    void afterTenMillionKeysWereStoredAndEvictedTheIndexEndsEmpty() {
        CacheEntry entry = CacheEntry.restored(Token.random(), "{}".getBytes(UTF_8), "\"e\"", Duration.ZERO);
        for (int i = 0; i < KEYS; i++) {
            EntryKey key = EntryKey.threadList(ThreadListQuery.of("category-" + i % CATEGORIES, i + 1, 20));
            backend.put(key, entry, TTL, Duration.ZERO);
        }
        long entries = backend.status().entries().orElseThrow();

        assertThat(entries).isBetween(10_000L, 200_000L);
        assertThat(backend.indexedKeys()).isEqualTo((int) entries);

        ticker.advance(TTL);

        // Caffeine removes what has expired in steps, one at each look.
        Awaitility.await().pollInterval(Duration.ofMillis(1)).until(() -> backend.indexedKeys() == 0);
        assertThat(backend.status().entries()).hasValue(0);
    }
}
