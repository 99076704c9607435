package org.forumcache.spring;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.forumcache.CacheBackend;
import org.forumcache.Invalidation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Applies what writers have recorded and not applied, because they died or could not reach the backend, and deletes what
 * has been applied.
 *
 * <p>Any number of processes do so on one table: a claimed row is locked, and the others pass over it. Applying twice or
 * in another order does no harm. A row is deleted in the transaction that claimed it, once the backend has it; if the
 * backend fails, the row stays. Not safe for several threads.
 */
final class InvalidationRelay {
    private static final Logger log = LoggerFactory.getLogger(InvalidationRelay.class);

    /** What one batch names at most, unless its first row alone names more: bounds how long rows stay locked. */
    private static final int MAX_NAMES = 4 * RecordText.MAX_NAMES;

    private final InvalidationTable table;
    private final TransactionOperations transaction;
    private final CacheBackend backend;
    private final ForgettingQueue applied;
    private final Watermarks watermarks;
    private final PendingInvalidations pending;
    private long floor;
    private boolean foundUnreadable;

    InvalidationRelay(Database database, CacheBackend backend, Watermarks watermarks, PendingInvalidations pending) {
        this.table = database.table();
        this.transaction = database.transaction();
        this.applied = database.applied();
        this.backend = backend;
        this.watermarks = watermarks;
        this.pending = pending;
    }

    /** The recorded invalidations, how to begin a transaction of one's own on them, and which of them are done. */
    record Database(InvalidationTable table, TransactionOperations transaction, ForgettingQueue applied) {}

    /**
     * Deletes what has been applied, and applies one batch of what is at least a second old.
     *
     * @return whether there may be more of it
     * @throws RuntimeException if the database or the backend fails; what was not applied stays recorded
     */
    boolean pass() {
        look();
        // Before relaying, which may fail for as long as the backend is away
        pending.refresh(() -> transaction.execute(status -> table.backlog()));
        return relay();
    }

    /** {@link #pass} that also takes what is younger than a second: nobody in this process is about to apply it. */
    boolean firstPass() {
        look();
        watermarks.settleAll();
        return relay();
    }

    /** Deletes what has been applied. If that fails, the relays will apply it once more. */
    void forget() {
        List<Long> ids = applied.takeAll();
        if (!ids.isEmpty()) {
            transaction.executeWithoutResult(status -> table.delete(ids));
        }
    }

    private void look() {
        List<Long> ids = applied.takeAll();
        OptionalLong newest = transaction.execute(status -> {
            table.delete(ids);
            return table.newest();
        });
        watermarks.see(newest);
    }

    private boolean relay() {
        OptionalLong settled = watermarks.settled();
        if (settled.isEmpty()) {
            return false;
        }
        boolean more = Boolean.TRUE.equals(transaction.execute(status -> relayBatch(settled.getAsLong())));
        if (!more) {
            watermarks.done();
            floor = 0;
        }
        return more;
    }

    private boolean relayBatch(long upTo) {
        OptionalLong first = table.first(floor, upTo);
        if (first.isEmpty()) {
            return false;
        }
        long last = Math.min(upTo, first.getAsLong() + InvalidationTable.BATCH - 1);
        List<InvalidationTable.Row> rows = table.claim(first.getAsLong(), last);
        Batch batch = new Batch();
        rows.stream().takeWhile(row -> batch.hasRoom()).forEach(batch::add);
        batch.apply();
        table.delete(batch.ids);
        // What was passed over because somebody else holds it is looked for again once nothing else is left
        floor = batch.ids.size() < rows.size() ? batch.ids.get(batch.ids.size() - 1) : last;
        return true;
    }

    /** Rows that are applied together. */
    private final class Batch {
        private final List<Long> ids = new ArrayList<>();
        private final Set<String> keys = new LinkedHashSet<>();
        private final Set<String> groups = new LinkedHashSet<>();
        private boolean everything;

        boolean hasRoom() {
            return keys.size() + groups.size() < MAX_NAMES;
        }

        void add(InvalidationTable.Row row) {
            ids.add(row.id());
            try {
                Invalidation invalidation = row.text().invalidation();
                keys.addAll(invalidation.keys());
                groups.addAll(invalidation.groups());
            } catch (IllegalArgumentException e) {
                everything = true;
                tellOfUnreadable(row, e);
            }
        }

        void apply() {
            if (everything) {
                backend.invalidateEverything();
            } else if (!keys.isEmpty() || !groups.isEmpty()) {
                backend.invalidate(keys, groups);
            }
        }
    }

    private void tellOfUnreadable(InvalidationTable.Row row, IllegalArgumentException reason) {
        if (!foundUnreadable) {
            foundUnreadable = true;
            log.error(
                    "[CACHE] Row {} of cache_invalidation cannot be read: {}; everything is invalidated instead."
                            + " Only Forum Cache may write to this table",
                    row.id(),
                    reason.getMessage());
        }
    }
}
