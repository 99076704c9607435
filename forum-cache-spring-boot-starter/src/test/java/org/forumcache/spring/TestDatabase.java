package org.forumcache.spring;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.forumcache.Invalidation;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** An empty database of a test's own, with a pool of connections that outlives the applications that use it. */
final class TestDatabase implements AutoCloseable {
    private final HikariDataSource pool;
    private final DataSource dataSource;

    private TestDatabase(String url) {
        HikariConfig configuration = new HikariConfig();
        configuration.setJdbcUrl(url);
        configuration.setMaximumPoolSize(8);
        configuration.setMinimumIdle(1);
        pool = new HikariDataSource(configuration);
        // An application closes what it finds closeable
        dataSource = new DelegatingDataSource(pool);
    }

    static TestDatabase h2() {
        return new TestDatabase("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=1000");
    }

    static TestDatabase postgres() {
        String name = "d" + UUID.randomUUID().toString().replace("-", "");
        JdbcClient.create(Postgres.SHARED.getPostgresDatabase())
                .sql("create database " + name)
                .update();
        return new TestDatabase(Postgres.SHARED.getJdbcUrl("postgres", name));
    }

    DataSource dataSource() {
        return dataSource;
    }

    void execute(String sql) {
        JdbcClient.create(dataSource).sql(sql).update();
    }

    long count(String fromWhere) {
        return JdbcClient.create(dataSource)
                .sql("select count(*) from " + fromWhere)
                .query(Long.class)
                .single();
    }

    long records() {
        return count("cache_invalidation");
    }

    /** What is recorded, row by row. */
    List<Invalidation> recorded() {
        return JdbcClient.create(dataSource)
                .sql("select entry_keys, entry_groups from cache_invalidation order by id")
                .query((row, number) -> new RecordText(row.getString(1), row.getString(2)).invalidation())
                .list();
    }

    /** Changes a parameter of PostgreSQL for every connection of this database that is used from now on. */
    void setDefault(String parameter, String value) {
        String name = pool.getJdbcUrl().replaceFirst(".*/([a-z0-9]+).*", "$1");
        JdbcClient.create(Postgres.SHARED.getPostgresDatabase())
                .sql("alter database " + name + " set " + parameter + " = " + value)
                .update();
        pool.getHikariPoolMXBean().softEvictConnections();
    }

    @Override
    public void close() {
        pool.close();
    }

    /** One real PostgreSQL for all tests of this run; it ends with the process. */
    private static final class Postgres {
        static final EmbeddedPostgres SHARED = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().start();
            } catch (IOException e) {
                throw new UncheckedIOException("PostgreSQL does not start", e);
            }
        }
    }
}
