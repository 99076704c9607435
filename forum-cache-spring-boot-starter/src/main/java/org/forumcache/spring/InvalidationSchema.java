package org.forumcache.spring;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * The tables that durable invalidation needs: created when the application starts, if something is there to do so, and
 * checked in any case.
 */
final class InvalidationSchema implements InitializingBean {
    private static final Logger log = LoggerFactory.getLogger(InvalidationSchema.class);

    static final String LOCATION = "org/forumcache/spring/migration";
    static final String SCRIPT = LOCATION + "/V1__durable_invalidation.sql";

    private static final List<String> CHECKS = List.of(
            "SELECT id, format, entry_keys, entry_groups, recorded_at FROM cache_invalidation WHERE id < 0",
            "SELECT id, epoch, servers, term FROM cache_fence WHERE id < 0");

    private final JdbcOperations jdbc;
    private final @Nullable Runnable migration;

    InvalidationSchema(JdbcOperations jdbc, @Nullable Runnable migration) {
        this.jdbc = jdbc;
        this.migration = migration;
    }

    /** @throws MissingTableException if the table is not there, cannot be created, or is not for this user */
    @Override
    public void afterPropertiesSet() {
        if (migration != null) {
            create(migration);
        }
        check();
    }

    private static void create(Runnable migration) {
        try {
            migration.run();
        } catch (RuntimeException e) {
            if (DatabaseFaults.passing(e)) {
                throw e;
            }
            throw new MissingTableException(
                    "Forum Cache cannot create its tables cache_invalidation and cache_fence: " + e.getMessage(), e);
        }
    }

    private void check() {
        try {
            CHECKS.forEach(check -> jdbc.query(check, row -> {}));
        } catch (InvalidDataAccessResourceUsageException e) {
            throw unusable(
                    "and needs cache_fence; this database does not have them, or not in the right form, or not for"
                            + " this user",
                    e);
        }
        try {
            new InvalidationTable(jdbc).claim(0, -1);
        } catch (InvalidDataAccessResourceUsageException e) {
            throw unusable(
                    "but this database does not know FOR UPDATE SKIP LOCKED, or this user lacks the right to UPDATE",
                    e);
        } catch (DataAccessException e) {
            log.warn("[CACHE] The table cache_invalidation cannot be written to: {}", e.toString());
        }
    }

    private static MissingTableException unusable(String problem, DataAccessException cause) {
        return new MissingTableException(
                "Forum Cache records invalidations in the table cache_invalidation, %s: %s"
                        .formatted(problem, cause.getMostSpecificCause().getMessage()),
                cause);
    }
}
