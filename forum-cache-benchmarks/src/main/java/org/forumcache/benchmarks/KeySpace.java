package org.forumcache.benchmarks;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.forumcache.CacheKeys;
import org.forumcache.ForumCacheService;
import org.forumcache.ThreadListQuery;
import org.forumcache.redis.RedisBackend;

/** A Redis with many cached threads, and one category whose 500 lists are invalidated in one way or another. */
final class KeySpace implements AutoCloseable {
    static final int LISTS = 500;

    private static final String CATEGORY = "orchids";
    private static final int LIMIT = 20;
    private static final int BATCH = 1_000;
    private static final byte[] SMALL = RedisUnderTest.bytes("x".repeat(100));

    private final RedisUnderTest redis;
    private final RedisBackend backend;
    private final ForumCacheService cache;
    private final Crowd crowd;
    private final List<Runnable> fills = new ArrayList<>();

    private KeySpace(RedisUnderTest redis, RedisBackend backend, Crowd crowd) {
        this.redis = redis;
        this.backend = backend;
        this.cache = RedisUnderTest.cacheOn(backend);
        this.crowd = crowd;
        Map<String, Object> list = new ForumDocuments(1).list();
        for (int page = 1; page <= LISTS; page++) {
            ThreadListQuery query = query(page);
            fills.add(() -> cache.setThreadList(query, list));
        }
    }

    /** A key space of that many keys, the lists among them. */
    static KeySpace open(RedisUnderTest redis, int keys, Crowd crowd) {
        for (int from = LISTS; from < keys; from += BATCH) {
            Map<String, byte[]> values = new HashMap<>();
            for (int i = from; i < Math.min(keys, from + BATCH); i++) {
                values.put(CacheKeys.thread("thread-" + i), SMALL);
            }
            redis.bare().sync().mset(values);
        }
        return new KeySpace(redis, redis.backend(), crowd);
    }

    RedisUnderTest redis() {
        return redis;
    }

    /** Caches all lists and invalidates them as this cache does; the nanoseconds that the latter took. */
    long invalidate() throws InterruptedException {
        fill();
        long start = System.nanoTime();
        cache.invalidateThreadList(CATEGORY);
        long nanos = System.nanoTime() - start;
        if (cache.getThreadList(query(LISTS)).isPresent()) {
            throw new IllegalStateException("a list was not invalidated");
        }
        return nanos;
    }

    /** Caches all lists and deletes them by pattern; the nanoseconds that the latter took. */
    long scanAndUnlink(int batch) throws InterruptedException {
        fill();
        RedisCommands<String, byte[]> bare = redis.bare().sync();
        ScanArgs args = ScanArgs.Builder.matches(pattern()).limit(batch);
        long deleted = 0;
        long start = System.nanoTime();
        ScanCursor cursor = ScanCursor.INITIAL;
        while (!cursor.isFinished()) {
            KeyScanCursor<String> found = bare.scan(cursor, args);
            List<String> keys = found.getKeys();
            deleted += keys.isEmpty() ? 0 : bare.unlink(keys.toArray(String[]::new));
            cursor = found;
        }
        long nanos = System.nanoTime() - start;
        if (deleted != LISTS) {
            throw new IllegalStateException(deleted + " lists were deleted by pattern, and not " + LISTS);
        }
        return nanos;
    }

    private void fill() throws InterruptedException {
        crowd.doAll(fills);
        if (cache.getThreadList(query(LISTS)).isEmpty()) {
            throw new IllegalStateException("a list was not cached");
        }
    }

    /** The glob of all lists of the category, which only a comparison needs: this cache never searches for keys. */
    private static String pattern() {
        String key = CacheKeys.threadList(query(1));
        return key.substring(0, key.indexOf(CATEGORY) + CATEGORY.length()) + ":*";
    }

    private static ThreadListQuery query(int page) {
        return ThreadListQuery.of(CATEGORY, page, LIMIT);
    }

    @Override
    public void close() {
        backend.close();
        redis.close();
    }
}
