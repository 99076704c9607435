package org.forumcache.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.forumcache.Invalidation;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.support.TransactionTemplate;

class DurableInvalidationOnPostgresIT extends DurableInvalidationContract {
    private static final Duration LATER = Duration.ofSeconds(20);
    private static final Invalidation FICUS = Invalidation.thread("ficus");

    @Override
    TestDatabase newDatabase() {
        return TestDatabase.postgres();
    }

    /** As a full disk does, which PostgreSQL reports as 53100. */
    @Override
    void refuseRecords() {
        database.execute("""
                create function disk_full() returns trigger as $$
                begin
                    raise exception 'could not extend file: No space left on device' using errcode = '53100';
                end $$ language plpgsql""");
        database.execute("create trigger disk_full before insert on cache_invalidation"
                + " for each row execute function disk_full()");
    }

    @Test
    void lockedTableFailsWritesWithinTheirOwnLimitAndDelaysNoReader(CapturedOutput output) throws SQLException {
        DurableNode node = node();
        node.cache().setThread("fern", "Fern");
        TransactionTemplate bounded = node.transaction();
        bounded.setTimeout(1);

        try (Connection locker = database.dataSource().getConnection();
                Statement lock = locker.createStatement()) {
            locker.setAutoCommit(false);
            lock.execute("lock table cache_invalidation in access exclusive mode");

            assertThatThrownBy(() -> bounded.executeWithoutResult(status -> {
                        database.execute("insert into thread values ('ficus')");
                        node.publish(FICUS);
                    }))
                    .isInstanceOf(QueryTimeoutException.class);
            assertThat(node.cache().getThread("fern")).isPresent();
            assertThat(database.count("thread")).isZero();
            assertThat(backend.invalidations()).isEmpty();
            await().atMost(LATER).until(() -> output.getAll().contains("Recorded invalidations wait"));

            locker.rollback();
            locker.setAutoCommit(true);
        }

        node.dieAfterCommit(FICUS);
        await().atMost(LATER).until(() -> database.records() == 0);
        assertThat(backend.invalidations()).containsExactly(FICUS);
        assertThat(output.getAll().split("Recorded invalidations wait", -1)).hasSize(2);
    }

    @Test
    void readOnlyDatabaseRefusesWritesAndIsRelayedFromOnceItIsNot(CapturedOutput output) {
        DurableNode node = node();
        node.stopRelay();
        node.dieAfterCommit(FICUS);
        node.cache().setThread("fern", "Fern");
        database.setDefault("default_transaction_read_only", "on");
        node.bean(RelayThread.class).start();

        assertThatThrownBy(() -> node.write(Invalidation.thread("fern"))).isInstanceOf(DataAccessException.class);
        await().atMost(LATER).until(() -> output.getAll().contains("Recorded invalidations wait"));
        assertThat(node.cache().getThread("fern")).isPresent();
        assertThat(backend.invalidations()).isEmpty();

        database.setDefault("default_transaction_read_only", "off");

        await().atMost(LATER).until(() -> database.records() == 0);
        assertThat(backend.invalidations()).containsExactly(FICUS);
        assertThat(output.getAll().split("Recorded invalidations wait", -1)).hasSize(2);
    }

    @Test
    void applicationWhoseUserMayNotLockRowsDoesNotStartAndSaysWhy() {
        node().close();
        String role = "modest" + System.nanoTime();
        database.execute("create role " + role);
        database.execute("grant select, insert, delete on cache_invalidation to " + role);
        database.execute("grant select on cache_fence to " + role);
        database.setDefault("role", role);

        assertThatThrownBy(() -> node("spring.flyway.enabled=false"))
                .hasRootCauseMessage("ERROR: permission denied for table cache_invalidation")
                .hasStackTraceContaining("lacks the right to UPDATE");
    }
}
