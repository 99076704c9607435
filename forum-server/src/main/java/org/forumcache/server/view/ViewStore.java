package org.forumcache.server.view;

import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The column {@code view_count} of the table {@code thread}.
 *
 * <p>Throws Spring's {@code DataAccessException} and {@code TransactionException} if the database fails.
 */
@Repository
class ViewStore {
    private static final String ADD = "UPDATE thread SET view_count = view_count + ? WHERE slug = ?";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    ViewStore(JdbcTemplate jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** Adds all of these views or none. Threads that are gone are passed over; the order given is the order of locks. */
    void add(List<Map.Entry<String, Long>> views) {
        List<Object[]> arguments = views.stream()
                .map(thread -> new Object[] {thread.getValue(), thread.getKey()})
                .toList();
        transaction.executeWithoutResult(status -> jdbc.batchUpdate(ADD, arguments));
    }
}
