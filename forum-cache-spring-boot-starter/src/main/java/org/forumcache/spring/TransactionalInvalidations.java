package org.forumcache.spring;

import static org.springframework.transaction.support.TransactionSynchronizationManager.getSynchronizations;
import static org.springframework.transaction.support.TransactionSynchronizationManager.isActualTransactionActive;
import static org.springframework.transaction.support.TransactionSynchronizationManager.isCurrentTransactionReadOnly;
import static org.springframework.transaction.support.TransactionSynchronizationManager.isSynchronizationActive;
import static org.springframework.transaction.support.TransactionSynchronizationManager.registerSynchronization;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.forumcache.ForumCacheService;
import org.forumcache.Invalidation;
import org.springframework.transaction.support.TransactionSynchronization;

/**
 * Collects what each transaction makes outdated, and applies it after the transaction has committed and before whoever
 * called the transactional method goes on.
 *
 * <p>What is added outside a transaction is applied at once. What a transaction that rolls back has added is forgotten;
 * if nobody can say whether it committed, it is applied. What a savepoint takes back is applied nevertheless: too much
 * costs a load, too little shows old pages.
 *
 * <p>A transaction that may write also {@linkplain InvalidationRecords records} it, as the last thing before it commits,
 * and fails if it cannot. The record is forgotten once the transaction is known to have committed and the backend has
 * the invalidation; otherwise it is left to the relay. Outside a transaction, or in a read-only one, nothing is recorded.
 *
 * <p>Two cases are not covered: what is first added by another callback's {@code beforeCommit} is not recorded, and not
 * applied if the commit succeeds but its answer is lost. Publish before the transactional method ends.
 *
 * <p>Safe for all threads; each sees its own transaction. Only transactions that Spring binds to threads are seen, so
 * neither reactive ones nor those of a transaction manager without synchronization.
 */
final class TransactionalInvalidations {
    private final ForumCacheService cache;
    private final InvalidationRecords records;
    private final Consumer<Invalidation> undelivered;

    /** @param undelivered what is done with an invalidation that the backend does not have; it may fail the caller */
    TransactionalInvalidations(
            ForumCacheService cache, InvalidationRecords records, Consumer<Invalidation> undelivered) {
        this.cache = cache;
        this.records = records;
        this.undelivered = undelivered;
    }

    /** Applies the invalidation once the calling thread's transaction has committed; at once if it has none. */
    void add(Invalidation invalidation) {
        if (isActualTransactionActive() && isSynchronizationActive()) {
            ofThisTransaction().add(invalidation);
        } else {
            apply(invalidation);
        }
    }

    /**
     * Whether the calling thread may see or have made changes that are not committed: its transaction may write, or has
     * added invalidations although it is read-only. Nobody can see whether it has written already.
     */
    static boolean mayHaveWritten() {
        return isActualTransactionActive()
                && (!isCurrentTransactionReadOnly() || collected().findAny().isPresent());
    }

    private void apply(Invalidation invalidation) {
        if (!cache.invalidate(invalidation)) {
            undelivered.accept(invalidation);
        }
    }

    private Collected ofThisTransaction() {
        return collected().filter(known -> known.owner() == this).findAny().orElseGet(() -> {
            Collected fresh = new Collected();
            registerSynchronization(fresh);
            return fresh;
        });
    }

    private static Stream<Collected> collected() {
        return isSynchronizationActive()
                ? getSynchronizations().stream()
                        .filter(Collected.class::isInstance)
                        .map(Collected.class::cast)
                : Stream.empty();
    }

    /**
     * What one transaction makes outdated. Spring suspends it together with its transaction and drops it at the end.
     *
     * <p>{@code afterCommit} comes first of all transaction callbacks, since a later one may tell the world of the
     * write. Spring skips it if an earlier one throws, or the commit's outcome is unknown, and calls it too soon if the
     * transaction was begun outside Spring; {@code afterCompletion} makes up for that.
     */
    private final class Collected implements TransactionSynchronization {
        private final Set<String> keys = new LinkedHashSet<>();
        private final Set<String> groups = new LinkedHashSet<>();
        private final List<Long> recorded = new ArrayList<>();
        private boolean committing;
        private boolean recording;
        private boolean applied;
        private boolean delivered;

        void add(Invalidation invalidation) {
            keys.addAll(invalidation.keys());
            groups.addAll(invalidation.groups());
            if (applied) {
                apply(invalidation);
            } else if (recording) {
                recorded.addAll(records.add(invalidation));
            }
        }

        TransactionalInvalidations owner() {
            return TransactionalInvalidations.this;
        }

        @Override
        public int getOrder() {
            return HIGHEST_PRECEDENCE;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            if (!readOnly) {
                recorded.addAll(records.add(all()));
                recording = true;
            }
            committing = true;
        }

        @Override
        public void afterCommit() {
            applyAll();
        }

        @Override
        public void afterCompletion(int status) {
            // A commit that fails is reported as rolled back, though its answer alone may have been lost
            boolean maybeCommitted = status != STATUS_ROLLED_BACK || committing;
            boolean endedOutsideSpring = !isActualTransactionActive();
            if (maybeCommitted && (!applied || endedOutsideSpring)) {
                applyAll();
            }
            // Not if the outcome is unknown: the commit may still come, and be later than what was just applied
            if (delivered && status == STATUS_COMMITTED) {
                records.forget(recorded);
            }
        }

        private void applyAll() {
            delivered = cache.invalidate(all());
            applied = true;
            if (!delivered) {
                undelivered.accept(all());
            }
        }

        private Invalidation all() {
            return new Invalidation(keys, groups);
        }
    }
}
