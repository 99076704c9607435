package org.forumcache.spring;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.forumcache.Invalidation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * {@link InvalidationRecords} in the table {@code cache_invalidation} of the application's own database, written on the
 * connection of the writing transaction and deleted by the relay.
 */
final class DatabaseRecords implements InvalidationRecords {
    private static final Logger log = LoggerFactory.getLogger(DatabaseRecords.class);
    private static final String INSERT = "INSERT INTO cache_invalidation (format, entry_keys, entry_groups) VALUES ("
            + RecordText.FORMAT + ", ?, ?)";

    private final DataSource database;
    private final JdbcOperations jdbc;
    private final ForgettingQueue applied;
    private final AtomicBoolean foundForeign = new AtomicBoolean();

    /** @param jdbc on the database */
    DatabaseRecords(DataSource database, JdbcOperations jdbc, ForgettingQueue applied) {
        this.database = database;
        this.jdbc = jdbc;
        this.applied = applied;
    }

    @Override
    public List<Long> add(Invalidation invalidation) {
        List<RecordText> rows = RecordText.of(invalidation);
        if (rows.isEmpty() || !isOfThisTransaction()) {
            return List.of();
        }
        List<Long> ids = jdbc.execute(DatabaseRecords::insertion, insertion -> inserted(insertion, rows));
        return ids == null ? List.of() : ids;
    }

    /** A record outside the writing transaction could be relayed and deleted before the change is there. */
    private boolean isOfThisTransaction() {
        boolean takesPart = TransactionSynchronizationManager.hasResource(database);
        if (!takesPart && !foundForeign.getAndSet(true)) {
            log.warn("[CACHE] Invalidations are published in transactions that do not belong to the application's data"
                    + " source; these are not recorded. Let its transaction manager be the one of that data source");
        }
        return takesPart;
    }

    @Override
    public void forget(List<Long> ids) {
        applied.add(ids);
    }

    private static PreparedStatement insertion(Connection connection) throws SQLException {
        return connection.prepareStatement(INSERT, new String[] {"id"});
    }

    private static List<Long> inserted(PreparedStatement insertion, List<RecordText> rows) throws SQLException {
        if (rows.size() == 1) {
            fill(insertion, rows.get(0));
            insertion.executeUpdate();
        } else {
            for (RecordText row : rows) {
                fill(insertion, row);
                insertion.addBatch();
            }
            insertion.executeBatch();
        }
        return ids(insertion);
    }

    private static void fill(PreparedStatement insertion, RecordText row) throws SQLException {
        insertion.setString(1, row.keys());
        insertion.setString(2, row.groups());
    }

    private static List<Long> ids(PreparedStatement insertion) throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (ResultSet keys = insertion.getGeneratedKeys()) {
            while (keys.next()) {
                ids.add(keys.getLong(1));
            }
        }
        return ids;
    }
}
