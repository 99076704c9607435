package org.forumcache;

import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cache's own log lines, under the logger of {@link ForumCacheService}: reads and stores at DEBUG, because a busy
 * forum has thousands a second, deletions at INFO, failed loads at WARN.
 */
final class CacheLog {
    private static final Logger log = LoggerFactory.getLogger(ForumCacheService.class);

    /** A line names no more keys than this. */
    private static final int MAX_NAMES = 10;

    private CacheLog() {}

    static void hit(EntryKey key) {
        if (log.isDebugEnabled()) {
            log.debug(
                    "[CACHE] HIT for {}{}",
                    key.subject(),
                    key.kind() == EntryKind.CATEGORY ? "" : " (instant response)");
        }
    }

    static void miss(EntryKey key) {
        if (log.isDebugEnabled()) {
            log.debug("[CACHE] MISS for {}", key.subject());
        }
    }

    static void set(EntryKey key, Duration ttl) {
        if (log.isDebugEnabled()) {
            log.debug("[CACHE] SET {} (TTL: {}s)", key.subject(), ttl.toSeconds());
        }
    }

    static void delete(String what) {
        log.info("[CACHE] DELETE {}", what);
    }

    static void delete(Invalidation invalidation) {
        Stream<String> lists = invalidation.groups().stream().map(CacheKeys::allListsOf);
        String names = Stream.concat(invalidation.keys().stream(), lists)
                .sorted()
                .limit(MAX_NAMES)
                .collect(Collectors.joining(", "));
        int more = invalidation.keys().size() + invalidation.groups().size() - MAX_NAMES;
        log.info("[CACHE] DELETE {}{}", names, more > 0 ? " and " + more + " more" : "");
    }

    static void stale(EntryKey key, Throwable failure) {
        log.warn("[CACHE] STALE for {}: loading it anew failed: {}", key.subject(), failure.toString());
    }

    static void refreshFailed(EntryKey key, Throwable failure) {
        log.warn(
                "[CACHE] Error refreshing {} early, the cached one is still good: {}",
                key.subject(),
                failure.toString());
    }

    static void inconsistent(EntryKey key, Duration age, String difference) {
        log.warn(
                "[CACHE] INCONSISTENT {}: served for {} s at least after the database had replaced it; {}",
                key.text(),
                String.format(Locale.ROOT, "%.1f", age.toNanos() / 1e9),
                difference);
    }

    static void undecided(EntryKey key, Throwable failure) {
        log.debug("[CACHE] Cannot compare {} with the database: {}", key.subject(), failure.toString());
    }
}
