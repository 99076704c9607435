package org.forumcache.server.thread;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** On PostgreSQL there is an index for every order of a list, and for every search. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ThreadListPlanIT {
    private final EmbeddedPostgres postgres;
    private final SingleConnectionDataSource connection;
    private final JdbcClient jdbc;
    private final ThreadRepository repository;

    ThreadListPlanIT() throws IOException {
        postgres = EmbeddedPostgres.builder().start();
        connection = new SingleConnectionDataSource(postgres.getJdbcUrl("postgres", "postgres"), true);
        jdbc = JdbcClient.create(connection);
        repository = new ThreadRepository(jdbc);
    }

    @BeforeAll
    void fill() {
        Flyway.configure()
                .dataSource(postgres.getPostgresDatabase())
                .locations("classpath:db/migration/forum", "classpath:db/migration/postgresql")
                .load()
                .migrate();
        jdbc.sql("""
                insert into forum_user values (gen_random_uuid(), 'ann', null, 'member', now());
                insert into category (id, slug, name, created_at)
                    select gen_random_uuid(), 'c' || n, 'C', now() from generate_series(0, 19) n;
                insert into thread
                    select gen_random_uuid(), 't' || n, 'Title ' || md5(n::text), 'x', c.id, u.id,
                           n * 7 % 5003, n * 11 % 5003, now() - n * interval '1 min', now(),
                           now() - n * 13 % 5003 * interval '1 min'
                    from generate_series(1, 5000) n join category c on c.slug = 'c' || n % 20, forum_user u;
                insert into post
                    select gen_random_uuid(), t.id, t.author_id, true, 'Post ' || md5(t.slug), now(), now() from thread t""").update();
        // As the server's own housekeeping does: new trigrams wait in a list until then.
        jdbc.sql("vacuum analyze").update();
    }

    @AfterAll
    void stop() throws IOException {
        connection.destroy();
        postgres.close();
    }

    @ParameterizedTest
    @CsvSource({
        "all, created_at, thread_by_creation",
        "all, last_activity_at, thread_by_activity",
        "all, post_count, thread_by_posts",
        "all, view_count, thread_by_views",
        "c3, created_at, thread_in_category_by_creation",
        "c3, last_activity_at, thread_in_category_by_activity",
        "c3, post_count, thread_in_category_by_posts",
        "c3, view_count, thread_in_category_by_views"
    })
    void everyOrderIsReadFromItsIndexBothWays(String category, String sort, String index) {
        long before = scans(index);

        repository.page(list("category", category, "sort", sort));
        repository.page(list("category", category, "sort", "-" + sort));

        assertThat(scans(index)).isEqualTo(before + 2);
    }

    @Test
    void aSearchIsServedByTheTrigramsOfTitlesAndPosts() {
        long titles = scans("thread_search");
        long posts = scans("post_search");

        repository.count(list("search", "0123abc"));

        assertThat(scans("thread_search")).isEqualTo(titles + 1);
        assertThat(scans("post_search")).isEqualTo(posts + 1);
    }

    private static ThreadListRequest list(String name, String value) {
        return ThreadListRequest.of(Map.of(name, new String[] {value}));
    }

    private static ThreadListRequest list(String name, String value, String other, String otherValue) {
        return ThreadListRequest.of(Map.of(name, new String[] {value}, other, new String[] {otherValue}));
    }

    private long scans(String index) {
        jdbc.sql("select pg_stat_force_next_flush()").query(rows -> {});
        return jdbc.sql("select idx_scan from pg_stat_user_indexes where indexrelname = :index")
                .param("index", index)
                .query(Long.class)
                .single();
    }
}
