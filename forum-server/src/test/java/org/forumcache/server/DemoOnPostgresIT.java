package org.forumcache.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.system.CapturedOutput;

/** The demo forum in PostgreSQL. */
class DemoOnPostgresIT extends DemoContract {

    @Override
    String emptyDatabase() {
        String name = "demo_" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = Postgres.SHARED.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("no database for the test", e);
        }
        return Postgres.SHARED.getJdbcUrl("postgres", name);
    }

    @Test
    void anEmptyDatabaseIsLeftEmptyUnlessTheDemoIsAskedFor(CapturedOutput output) {
        try (StartedForum forum = StartedForum.start(emptyDatabase())) {
            assertThat(forum.count("category")).isZero();
            assertThat(forum.count("access_token")).isZero();
            assertThat(output.toString().lines()).contains("Forum Cache is ready: " + forum.url(""));
        }
    }

    @Test
    void theTokenThatAnEarlierRunLeftIsVoidAfterTheNextStart(CapturedOutput output) {
        String database = emptyDatabase();
        try (StartedForum earlier =
                StartedForum.start(database, "--forum.demo.enabled=true", "--forum.demo.threads=10")) {
            String token = tokens(output).get(0);
            int before = earlier.statusFor(token);

            StartedForum.start(database, "--forum.demo.enabled=false").close();

            assertThat(before).isEqualTo(200);
            assertThat(earlier.statusFor(token)).isEqualTo(401);
        }
    }

    @Test
    void aServerWaitsForAnotherOneThatIsWriting() throws SQLException {
        String database = emptyDatabase();
        StartedForum.start(database, "--forum.demo.enabled=false").close();
        try (Connection other = DriverManager.getConnection(database);
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("insert into category (id, slug, name, created_at)"
                    + " values (gen_random_uuid(), 'plant-care', 'Plant care', current_timestamp)");
            CompletableFuture<StartedForum> start = CompletableFuture.supplyAsync(
                    () -> StartedForum.start(database, "--forum.demo.enabled=true", "--forum.demo.threads=60"));
            // It waits, gives up when its lock times out, and comes again.
            await().atMost(Duration.ofMinutes(1)).until(() -> isWaitedFor(statement));
            await().atMost(Duration.ofMinutes(1)).until(() -> !isWaitedFor(statement));
            await().atMost(Duration.ofMinutes(1)).until(() -> isWaitedFor(statement));

            other.rollback();

            try (StartedForum forum = start.join()) {
                assertThat(forum.count("thread")).isEqualTo(60);
            }
        }
    }

    private static boolean isWaitedFor(Statement statement) throws SQLException {
        try (ResultSet waiting = statement.executeQuery("select 1 from pg_locks where not granted")) {
            return waiting.next();
        }
    }
}
