package org.forumcache;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * A row in a database, as a number that only grows, and the check of the promise: no read that starts after a write was
 * acknowledged returns anything older than that write.
 */
final class LincheckRow {
    /** One as the cache makes them: any other text would be digested, and looking for a digest cannot be replayed. */
    private static final String TAG = "\"AAAAAAAAAAAAAAAAAAAAAA\"";

    private final AtomicLong row = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong tokens = new AtomicLong();

    /** Changes the row, makes what is cached of it unusable, and acknowledges. */
    void write(Runnable invalidation) {
        writeAs(version -> invalidation.run());
    }

    /** Changes the row, does with the new version what is to be done, and acknowledges. */
    void writeAs(LongConsumer afterCommit) {
        long version = row.incrementAndGet();
        afterCommit.accept(version);
        acknowledged.accumulateAndGet(version, Math::max);
    }

    /** Whether the read returned nothing older than the last write that was acknowledged before it began. */
    boolean isFresh(LongSupplier read) {
        long floor = acknowledged.get();
        return read.getAsLong() >= floor;
    }

    /** What a load sees. */
    long snapshot() {
        return row.get();
    }

    /** A token that differs from all others of this test, and is the same whenever the test is replayed. */
    Token token() {
        return new Token(0, tokens.incrementAndGet());
    }

    CacheEntry entry(long version) {
        return CacheEntry.restored(token(), Long.toString(version).getBytes(UTF_8), TAG, Duration.ZERO);
    }

    static long version(CacheEntry entry) {
        return Long.parseLong(new String(entry.utf8(), UTF_8));
    }
}
