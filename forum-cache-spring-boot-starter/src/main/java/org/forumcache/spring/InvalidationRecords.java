package org.forumcache.spring;

import java.util.List;
import org.forumcache.Invalidation;

/** Where a transaction writes down what it makes outdated, so that a process that dies after its commit loses nothing. */
interface InvalidationRecords {
    /** For caches that die with their process, and where nobody asked for records. */
    InvalidationRecords NONE = new InvalidationRecords() {
        @Override
        public List<Long> add(Invalidation invalidation) {
            return List.of();
        }

        @Override
        public void forget(List<Long> ids) {}
    };

    /**
     * Records the invalidation in the calling thread's transaction: it is there if and only if the transaction commits.
     *
     * @return what {@link #forget} is to be given
     * @throws RuntimeException if it cannot be recorded; the transaction must not commit then
     */
    List<Long> add(Invalidation invalidation);

    /** Sees to it that committed records that have been applied are deleted, some time later. Never waits. */
    void forget(List<Long> ids);
}
