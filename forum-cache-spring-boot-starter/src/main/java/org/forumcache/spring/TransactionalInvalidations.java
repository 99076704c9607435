package org.forumcache.spring;

import static org.springframework.transaction.support.TransactionSynchronizationManager.getSynchronizations;
import static org.springframework.transaction.support.TransactionSynchronizationManager.isActualTransactionActive;
import static org.springframework.transaction.support.TransactionSynchronizationManager.isCurrentTransactionReadOnly;
import static org.springframework.transaction.support.TransactionSynchronizationManager.isSynchronizationActive;
import static org.springframework.transaction.support.TransactionSynchronizationManager.registerSynchronization;

import java.util.LinkedHashSet;
import java.util.Set;
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
 * <p>One case is not covered: what is first added by another callback's {@code beforeCommit}, in a transaction whose
 * commit succeeds but whose answer is lost. Publish before the transactional method ends.
 *
 * <p>Safe for all threads; each sees its own transaction. Only transactions that Spring binds to threads are seen, so
 * neither reactive ones nor those of a transaction manager without synchronization.
 */
final class TransactionalInvalidations {
    private final ForumCacheService cache;

    TransactionalInvalidations(ForumCacheService cache) {
        this.cache = cache;
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
        cache.invalidate(invalidation);
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
        private boolean committing;
        private boolean applied;

        void add(Invalidation invalidation) {
            keys.addAll(invalidation.keys());
            groups.addAll(invalidation.groups());
            if (applied) {
                apply(invalidation);
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
        }

        private void applyAll() {
            apply(new Invalidation(keys, groups));
            applied = true;
        }
    }
}
