package org.forumcache.redis;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.forumcache.CacheBackendException;
import org.forumcache.Token;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What makes the promise hold while invalidations cannot be delivered, and while processes disagree on who is master: a
 * word about the whole cache that lies outside Redis.
 *
 * <p>Every process reads the word twice a second, and uses Redis only within {@link #LAPSE} of <em>sending</em> its last
 * question that was answered. Whoever could not deliver an invalidation replaces the epoch, and goes on only when that
 * time has passed: by then every process has read the new word, or uses Redis no longer.
 *
 * <p>Whoever finds other servers than the word names begins a new term with them. A process uses the servers of a term
 * only after it has read of the term twice, the second time {@link #LAPSE} after the first: so the term has lasted for
 * as long, and nobody uses those of the term before any more. Should that one's servers be named again, it is in a third
 * term. Durations are monotonic, and no clock is compared with another one's.
 *
 * <p>Safe for all threads.
 */
public final class Fence implements AutoCloseable {
    /** For how long the word holds since this process asked for it. */
    static final Duration LAPSE = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(RedisBackend.class);
    private static final Duration BEAT = Duration.ofMillis(500);
    /** The clocks of two machines do not run equally fast. */
    private static final Duration WAIT = LAPSE.plusMillis(10);

    /**
     * A word; times are those of {@link System#nanoTime}.
     *
     * @param termSeenAt when the answer came in which this process first read of the term
     * @param askedAt when the question was sent whose answer is the word
     */
    private record Known(FenceRow.Word word, long termSeenAt, long askedAt) {
        boolean isSettled() {
            return askedAt - termSeenAt >= WAIT.toNanos();
        }

        boolean holds() {
            return System.nanoTime() - askedAt < LAPSE.toNanos();
        }
    }

    /** For how long a raise waits for others before it. */
    private static final Duration TURN = Duration.ofSeconds(3);

    private final FenceRow row;
    private final ScheduledExecutorService thread;
    private final ReentrantLock raising = new ReentrantLock();
    /** When the last raise that succeeded began and ended, by {@link System#nanoTime}. */
    private long raisedFrom = System.nanoTime();

    private long raisedAt = raisedFrom;
    private volatile @Nullable Known known;
    private boolean isRead = true;

    private Fence(FenceRow row) {
        this.row = row;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread daemon = new Thread(null, task, "forum-cache-fence", 0, false);
            daemon.setDaemon(true);
            return daemon;
        });
    }

    /** The fence whose word is in a row, which is read from now on. The row is not closed. */
    public static Fence on(FenceRow row) {
        Fence fence = new Fence(row);
        fence.beat();
        var unused =
                fence.thread.scheduleAtFixedRate(fence::beat, BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
        return fence;
    }

    /**
     * What the word adds to the epoch.
     *
     * @param servers the masters that this process uses
     * @throws CacheBackendException if they must not be used now
     */
    Token epoch(Token servers) {
        Known now = known;
        if (now == null || !now.holds()) {
            throw new CacheBackendException("the fence in the database has not been read lately");
        } else if (!now.word.servers().equals(servers)) {
            throw new CacheBackendException("the fence in the database names other Redis servers");
        } else if (!now.isSettled()) {
            throw new CacheBackendException("the fence in the database names these Redis servers since a moment ago");
        }
        return now.word.epoch();
    }

    /**
     * The word as it was read last, however long ago.
     *
     * @throws CacheBackendException if it has not been read yet
     */
    FenceRow.Word latest() {
        Known now = known;
        if (now == null) {
            throw new CacheBackendException("the fence in the database has not been read yet");
        }
        return now.word;
    }

    /**
     * Replaces the epoch, and returns when no process uses the former one any more. Threads that do so at the same time
     * share one replacement: there may be as many as there are writers, and they have one connection.
     *
     * @throws CacheBackendException if the row cannot be changed, or the thread is interrupted
     */
    void raise() {
        Pause.until(raisedSince(System.nanoTime()) + WAIT.toNanos());
    }

    /** When the epoch was replaced, which began at that time or later. */
    private long raisedSince(long time) {
        awaitTurn();
        try {
            if (raisedFrom - time < 0) {
                long from = System.nanoTime();
                FenceRow.Word before = row.read();
                // Should it fail, somebody else has replaced it since it was read, which serves as well.
                boolean unused = row.replace(before, before.raised());
                raisedAt = System.nanoTime();
                raisedFrom = from;
                beat();
            }
            return raisedAt;
        } finally {
            raising.unlock();
        }
    }

    private void awaitTurn() {
        try {
            if (!raising.tryLock(TURN.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new CacheBackendException(
                        "the fence in the database is being raised by others, and not answering");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CacheBackendException("interrupted while waiting to raise the fence in the database", e);
        }
    }

    /** Names other servers, under another epoch, unless the word is no longer the expected one. */
    void admit(Token servers, FenceRow.Word expected) {
        if (row.replace(expected, expected.naming(servers))) {
            log.info("[CACHE] Redis is another server than before, or has been restarted; nothing in it is used");
        }
        beat();
    }

    private void beat() {
        try {
            long askedAt = System.nanoTime();
            learn(row.read(), askedAt);
            report(null);
        } catch (RuntimeException | Error e) {
            // An Error too: nobody else would go on reading.
            report(e);
        }
    }

    private synchronized void learn(FenceRow.Word word, long askedAt) {
        Known before = known;
        if (before == null || !before.word.term().equals(word.term())) {
            known = new Known(word, System.nanoTime(), askedAt);
            // As soon as it can be confirmed.
            var unused = thread.schedule(this::beat, WAIT.toMillis() + 1, TimeUnit.MILLISECONDS);
        } else if (askedAt - before.askedAt > 0) {
            known = new Known(word, before.termSeenAt, askedAt);
        }
    }

    private synchronized void report(@Nullable Throwable failure) {
        if (failure == null && !isRead) {
            log.info("[CACHE] The fence in the database can be read again");
        } else if (failure != null && isRead && !thread.isShutdown()) {
            log.warn("[CACHE] The fence in the database cannot be read; documents are loaded until it can", failure);
        }
        isRead = failure == null;
    }

    /** Stops reading: nothing in Redis is used afterwards. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
