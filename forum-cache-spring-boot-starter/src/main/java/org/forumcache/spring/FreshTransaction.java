package org.forumcache.spring;

import java.util.function.Supplier;
import org.forumcache.LoadScope;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs each load in a new read-only transaction, so that what it reads is never older than its lease. A reader that is
 * inside a transaction already needs a second connection meanwhile. A data source that sends read-only transactions to
 * replicas must not do so with these, which are named {@code forum-cache load}: a replica may lag behind a write.
 */
final class FreshTransaction implements LoadScope {
    private final TransactionTemplate transaction;

    FreshTransaction(PlatformTransactionManager manager) {
        transaction = new TransactionTemplate(manager);
        transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        transaction.setReadOnly(true);
        transaction.setName("forum-cache load");
    }

    @Override
    public <T> T run(Supplier<T> load) {
        return transaction.execute(status -> load.get());
    }
}
