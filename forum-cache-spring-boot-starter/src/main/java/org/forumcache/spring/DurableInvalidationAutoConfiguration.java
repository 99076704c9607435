package org.forumcache.spring;

import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.forumcache.CacheBackend;
import org.forumcache.EmbeddedBackend;
import org.forumcache.redis.Fence;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Durable invalidation: what a write makes outdated is recorded in the write's own transaction, and applied by another
 * process, or by this one later, if the writer does not.
 *
 * <p>It is there for a backend that processes share, if the application has one data source and one transaction manager
 * (or a primary one of each), unless {@code forum.cache.durable} is {@code false}. The transaction manager must be one of
 * that data source.
 */
@AutoConfiguration(
        after = ForumCacheAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration"
        })
@ConditionalOnClass({JdbcTemplate.class, PlatformTransactionManager.class})
@Conditional(DurableInvalidationAutoConfiguration.IsWanted.class)
@ConditionalOnSingleCandidate(DataSource.class)
public final class DurableInvalidationAutoConfiguration {
    /** A locked table must not keep the relay waiting for ever; it tries again. */
    private static final int QUERY_TIMEOUT_SECONDS = 5;

    /** What also needs a single transaction manager: an annotation can name one candidate only. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnSingleCandidate(PlatformTransactionManager.class)
    static class WithTransactions {

        @Bean
        ForgettingQueue forumCacheForgettingQueue() {
            return new ForgettingQueue();
        }

        @Bean
        DatabaseRecords forumCacheInvalidationRecords(
                DataSource dataSource, ObjectProvider<SQLExceptionTranslator> faults, ForgettingQueue applied) {
            JdbcTemplate jdbc = new JdbcTemplate(dataSource);
            // A write that cannot be recorded fails as any other statement of its transaction does
            faults.ifUnique(jdbc::setExceptionTranslator);
            return new DatabaseRecords(dataSource, jdbc, applied);
        }

        @Bean
        @DependsOnDatabaseInitialization
        InvalidationSchema forumCacheInvalidationSchema(
                DataSource dataSource, ObjectProvider<SchemaMigration> migration) {
            return new InvalidationSchema(new JdbcTemplate(dataSource), migration.getIfAvailable());
        }

        @Bean
        RelayThread forumCacheRelay(
                InvalidationSchema checked,
                DataSource dataSource,
                ForgettingQueue applied,
                CacheBackend backend,
                PendingInvalidations pending) {
            JdbcTemplate jdbc = new JdbcTemplate(dataSource);
            jdbc.setQueryTimeout(QUERY_TIMEOUT_SECONDS);
            TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
            // A stricter isolation would take a row that another relay has deleted for a conflict
            transaction.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
            transaction.setName("forum-cache relay");
            return new RelayThread(new InvalidationRelay(
                    new InvalidationRelay.Database(new InvalidationTable(jdbc), transaction, applied),
                    backend,
                    new Watermarks(System::nanoTime),
                    pending));
        }
    }

    /** The fence of a strict cache, in the same database. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(Fence.class)
    @ConditionalOnSingleCandidate(PlatformTransactionManager.class)
    @ConditionalOnBooleanProperty("forum.cache.strict")
    static class WithFence {

        @Bean
        FenceTable forumCacheFenceTable(InvalidationSchema checked, DataSource dataSource) {
            return new FenceTable(dataSource);
        }

        @Bean
        Fence forumCacheFence(FenceTable table) {
            return Fence.on(table);
        }
    }

    /** What creates the tables, unless the application migrates its database elsewhere than at start. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(Flyway.class)
    @ConditionalOnBooleanProperty(name = "spring.flyway.enabled", matchIfMissing = true)
    static class WithFlyway {

        @Bean
        @DependsOnDatabaseInitialization
        SchemaMigration forumCacheSchemaMigration(DataSource dataSource, ObjectProvider<Flyway> application) {
            return new SchemaMigration(dataSource, application.getIfUnique());
        }
    }

    /** Whether the backend is one that processes share, and the settings do not say no. */
    static final class IsWanted implements ConfigurationCondition {

        @Override
        public ConfigurationPhase getConfigurationPhase() {
            return ConfigurationPhase.REGISTER_BEAN;
        }

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return isShared(context.getBeanFactory()) && isOn(context);
        }

        private static boolean isShared(@Nullable ConfigurableListableBeanFactory beans) {
            if (beans == null) {
                return false;
            }
            List<String> backends = List.of(beans.getBeanNamesForType(CacheBackend.class, true, false));
            return !backends.isEmpty()
                    && backends.stream().noneMatch(name -> beans.getType(name, false) == EmbeddedBackend.class);
        }

        private static boolean isOn(ConditionContext context) {
            try {
                return Binder.get(context.getEnvironment())
                        .bind("forum.cache.durable", boolean.class)
                        .orElse(true);
            } catch (BindException e) {
                // Reported with all other settings, when they are read
                return false;
            }
        }
    }
}
