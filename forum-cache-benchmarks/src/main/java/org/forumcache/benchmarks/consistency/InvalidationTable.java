package org.forumcache.benchmarks.consistency;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** The invalidations that nodes have recorded in the database and not yet delivered. */
final class InvalidationTable {
    private static final long POLL_NANOS = 20_000_000;

    private final JdbcTemplate database;

    InvalidationTable(DataSource database) {
        this.database = new JdbcTemplate(database);
    }

    /** The newest row there is; zero if there are none, empty if there is no table. */
    OptionalLong last() {
        return ask("select coalesce(max(id), 0) from cache_invalidation");
    }

    /** Returns when that row and all older ones are gone; empty if the run ends before. */
    Optional<Deliveries.Sample> awaitDelivery(long row, BooleanSupplier ended) {
        while (!ended.getAsBoolean()) {
            long asked = System.nanoTime();
            OptionalLong oldest = ask("select coalesce(min(id), " + Long.MAX_VALUE + ") from cache_invalidation");
            if (oldest.isPresent() && oldest.getAsLong() > row) {
                return Optional.of(new Deliveries.Sample(asked, System.nanoTime()));
            }
            Pause.nanos(POLL_NANOS);
        }
        return Optional.empty();
    }

    private OptionalLong ask(String sql) {
        try {
            Long answer = database.queryForObject(sql, Long.class);
            return answer == null ? OptionalLong.empty() : OptionalLong.of(answer);
        } catch (DataAccessException e) {
            return OptionalLong.empty();
        }
    }
}
