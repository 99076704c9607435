package org.forumcache.spring;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.OptionalLong;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * The table {@code cache_invalidation} as the relay uses it. Its ages are by the database's clock, and only reported.
 *
 * <p>For databases that know {@code SKIP LOCKED}, such as H2 and PostgreSQL.
 */
final class InvalidationTable {
    /** How many ids one claim looks at. */
    static final int BATCH = 500;

    private static final String FIRST = "SELECT id FROM cache_invalidation WHERE id > ? AND id <= ? AND format = "
            + RecordText.FORMAT + " ORDER BY id FETCH FIRST 1 ROW ONLY";

    /** A range of ids instead of a limit: without statistics, PostgreSQL would sort a long table for each batch. */
    private static final String CLAIM = "SELECT id, entry_keys, entry_groups FROM cache_invalidation"
            + " WHERE id BETWEEN ? AND ? AND format = " + RecordText.FORMAT + " ORDER BY id FOR UPDATE SKIP LOCKED";

    private static final String BACKLOG = "SELECT COUNT(*), COUNT(CASE WHEN format <> " + RecordText.FORMAT
            + " THEN 1 END), MIN(recorded_at), CURRENT_TIMESTAMP FROM cache_invalidation"
            + " WHERE recorded_at < CURRENT_TIMESTAMP - INTERVAL '1' SECOND";

    private final JdbcOperations jdbc;

    InvalidationTable(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** One recorded row. */
    record Row(long id, RecordText text) {}

    /** The highest id that is committed. */
    OptionalLong newest() {
        Long newest = jdbc.queryForObject("SELECT MAX(id) FROM cache_invalidation", Long.class);
        return newest == null ? OptionalLong.empty() : OptionalLong.of(newest);
    }

    /** The lowest id of this version's format in a range, claimed by somebody or not. */
    OptionalLong first(long after, long upTo) {
        List<Long> first = jdbc.queryForList(FIRST, Long.class, after, upTo);
        return first.isEmpty() ? OptionalLong.empty() : OptionalLong.of(first.get(0));
    }

    /** Locks the rows of this version's format in a range of ids, passing over those that somebody else holds. */
    List<Row> claim(long first, long last) {
        return jdbc.query(CLAIM, (row, number) -> row(row), first, last);
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(row.getLong(1), new RecordText(row.getString(2), row.getString(3)));
    }

    /** Deletes rows; those that are gone already do not matter. */
    void delete(List<Long> ids) {
        if (ids.isEmpty()) {
            return;
        }
        jdbc.update(connection -> {
            var deletion = connection.prepareStatement("DELETE FROM cache_invalidation WHERE id = ANY(?)");
            deletion.setArray(1, connection.createArrayOf("BIGINT", ids.toArray()));
            return deletion;
        });
    }

    /** Reads the whole table: not for every request. */
    Backlog backlog() {
        Backlog backlog = jdbc.queryForObject(BACKLOG, (row, number) -> backlog(row));
        return backlog == null ? Backlog.NONE : backlog;
    }

    private static Backlog backlog(ResultSet row) throws SQLException {
        OffsetDateTime oldest = row.getObject(3, OffsetDateTime.class);
        return oldest == null
                ? Backlog.NONE
                : new Backlog(
                        row.getLong(1),
                        row.getLong(2),
                        Duration.between(oldest, row.getObject(4, OffsetDateTime.class)));
    }
}
