package org.forumcache.server;

import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs the forum's writes: each in one transaction, which is begun anew, a few times, when it lost to another one by a
 * deadlock, a lock it waited for too long, or a serialization failure.
 *
 * <p>Events published inside are applied to the cache after the commit and before these methods return, and not at all
 * after a rollback. Safe for all threads.
 */
@Component
public final class Writes {
    private static final int RETRIES = 4;
    private static final Duration DELAY = Duration.ofMillis(10);
    private static final Duration JITTER = Duration.ofMillis(5);
    /** A write that waited this long for a lock is not tried again: its sender waits too. */
    private static final Duration PATIENCE = Duration.ofMillis(1500);

    private final TransactionTemplate transaction;
    private final RetryTemplate lost;
    private final RetryTemplate lostOrTaken;

    Writes(PlatformTransactionManager transactions) {
        transaction = new TransactionTemplate(transactions);
        lost = new RetryTemplate(
                again().includes(ConcurrencyFailureException.class).build());
        lostOrTaken = new RetryTemplate(again().includes(ConcurrencyFailureException.class, DuplicateKeyException.class)
                .build());
    }

    /**
     * Runs a write and returns its answer.
     *
     * @throws RuntimeException what the write throws, after a rollback
     */
    public <T> T run(Supplier<T> write) {
        return lost.invoke(() -> inTransaction(write));
    }

    /** {@link #run} for a write without an answer. */
    public void run(Runnable write) {
        lost.invoke(() -> transaction.executeWithoutResult(status -> write.run()));
    }

    /** {@link #run} for a write that makes up a key, and makes up another one if that is taken. */
    public <T> T runUntilUnique(Supplier<T> write) {
        return lostOrTaken.invoke(() -> inTransaction(write));
    }

    private <T> T inTransaction(Supplier<T> write) {
        return transaction.execute(status -> write.get());
    }

    private static RetryPolicy.Builder again() {
        return RetryPolicy.builder()
                .maxRetries(RETRIES)
                .delay(DELAY)
                .jitter(JITTER)
                .multiplier(2)
                .timeout(PATIENCE);
    }
}
