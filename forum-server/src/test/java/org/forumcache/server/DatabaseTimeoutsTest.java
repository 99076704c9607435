package org.forumcache.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The pool as it is configured; nothing connects. */
class DatabaseTimeoutsTest {
    private static final String POOL = "spring.datasource.hikari.";

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class))
            .withUserConfiguration(DatabaseTimeouts.class)
            .withPropertyValues("spring.datasource.url=jdbc:postgresql://localhost/forum");

    private static void withPool(ApplicationContextRunner runner, Consumer<HikariDataSource> test) {
        runner.run(context -> test.accept(context.getBean(HikariDataSource.class)));
    }

    @Test
    void aPoolOfPostgresqlIsBounded() {
        withPool(runner, pool -> {
            assertThat(pool.getDataSourceProperties())
                    .containsExactlyInAnyOrderEntriesOf(
                            Map.of("connectTimeout", "1", "socketTimeout", "2", "tcpKeepAlive", "true"));
            assertThat(pool.getConnectionInitSql()).contains("lock_timeout = '1500ms'", "statement_timeout = '1800ms'");
        });
    }

    @Test
    void theOperatorsOwnBoundsWin() {
        ApplicationContextRunner configured = runner.withPropertyValues(
                POOL + "data-source-properties.socketTimeout=30",
                POOL + "data-source-properties.applicationName=forum",
                POOL + "connection-init-sql=set lock_timeout = '20s'");

        withPool(configured, pool -> {
            assertThat(pool.getDataSourceProperties())
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "connectTimeout",
                            "1",
                            "socketTimeout",
                            "30",
                            "tcpKeepAlive",
                            "true",
                            "applicationName",
                            "forum"));
            assertThat(pool.getConnectionInitSql()).isEqualTo("set lock_timeout = '20s'");
        });
    }

    @Test
    void anotherDatabaseIsLeftAsItIs() {
        withPool(runner.withPropertyValues("spring.datasource.url=jdbc:h2:mem:bounds"), pool -> {
            assertThat(pool.getDataSourceProperties()).isEmpty();
            assertThat(pool.getConnectionInitSql()).isNull();
        });
    }
}
