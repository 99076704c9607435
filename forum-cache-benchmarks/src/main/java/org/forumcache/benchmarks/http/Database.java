package org.forumcache.benchmarks.http;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A PostgreSQL that counts the statements it runs. Closing it ends it. */
public final class Database implements AutoCloseable {
    private final EmbeddedPostgres postgres;
    private final JdbcClient jdbc;

    private Database(EmbeddedPostgres postgres) {
        this.postgres = postgres;
        DataSource source = postgres.getPostgresDatabase();
        this.jdbc = JdbcClient.create(source);
        jdbc.sql("create extension pg_stat_statements").update();
    }

    /** Starts one with nothing in it. */
    public static Database start() {
        try {
            return new Database(EmbeddedPostgres.builder()
                    .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not start", e);
        }
    }

    /** Its address for JDBC. */
    public String url() {
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    /** For single statements. */
    public JdbcClient jdbc() {
        return jdbc;
    }

    /** The version that it says it has. */
    public String version() {
        return jdbc.sql("show server_version").query(String.class).single();
    }

    /** The queries of the forum's tables so far: reads alone, without those of the views' and the cache's own tables. */
    public long reads() {
        return jdbc.sql("""
                select coalesce(sum(calls), 0) from pg_stat_statements
                where query ilike 'select%' and (query like '% thread %' or query like '% thread_tag %'
                    or query like '% post %' or query like '% category %' or query like '% reaction %')
                  and query not like '%for update%'""").query(Long.class).single();
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not end", e);
        }
    }
}
