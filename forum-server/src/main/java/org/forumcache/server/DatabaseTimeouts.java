package org.forumcache.server;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/**
 * Bounds how long a request waits for PostgreSQL, which by itself waits for ever. Parameters of the JDBC URL win over
 * these, and so do {@code spring.datasource.hikari.data-source-properties} and {@code connection-init-sql}.
 *
 * <p>The pool's own bounds are settings; H2 runs in this process and needs no others.
 */
@Configuration(proxyBeanMethods = false)
class DatabaseTimeouts {
    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final Map<String, String> PARAMETERS =
            Map.of("connectTimeout", "1", "socketTimeout", "2", "tcpKeepAlive", "true");
    /** The SQL states of a lock that was waited for too long: PostgreSQL's and H2's. */
    private static final Set<String> LOCK_NOT_AVAILABLE = Set.of("55P03", "HYT00");

    /** PostgreSQL gives up before the socket does: otherwise it would go on with what nobody waits for any more. */
    private static final String BOUNDS = "set lock_timeout = '1500ms'; set statement_timeout = '1800ms'";

    /** Gives a pool of PostgreSQL connections its bounds before it opens the first one. */
    @Bean
    static BeanPostProcessor boundedConnections() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof HikariDataSource pool && isPostgres(pool.getJdbcUrl())) {
                    bound(pool);
                }
                return bean;
            }
        };
    }

    private static void bound(HikariDataSource pool) {
        PARAMETERS.forEach(pool.getDataSourceProperties()::putIfAbsent);
        if (pool.getConnectionInitSql() == null) {
            pool.setConnectionInitSql(BOUNDS);
        }
    }

    /** Also takes a lock that was waited for too long for what it is: another transaction was first. */
    @Bean
    SQLExceptionTranslator faults() {
        SQLExceptionSubclassTranslator standard = new SQLExceptionSubclassTranslator();
        standard.setCustomTranslator(
                (task, sql, fault) -> fault.getSQLState() != null && LOCK_NOT_AVAILABLE.contains(fault.getSQLState())
                        ? new CannotAcquireLockException(task, fault)
                        : null);
        return standard;
    }

    /** Migrations get a connection of their own: building an index on a large forum may take its time. */
    @Bean
    FlywayConfigurationCustomizer patientMigrations(ObjectProvider<JdbcConnectionDetails> connections) {
        return flyway -> connections.stream()
                .filter(details -> isPostgres(details.getJdbcUrl()))
                .forEach(details ->
                        flyway.dataSource(details.getJdbcUrl(), details.getUsername(), details.getPassword()));
    }

    private static boolean isPostgres(@Nullable String url) {
        return url != null && url.startsWith(POSTGRESQL);
    }
}
