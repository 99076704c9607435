package org.forumcache.spring;

import javax.sql.DataSource;
import org.forumcache.CacheBackend;
import org.forumcache.ForumCacheService;
import org.forumcache.Invalidation;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** An application with durable invalidation: one of several that share a database and a backend. */
final class DurableNode implements AutoCloseable {
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    private DurableNode(PlatformTransactionManager manager, DataSource database) {
        context.registerBean(PlatformTransactionManager.class, () -> manager);
        context.registerBean(DataSource.class, () -> database);
        context.register(ForumCacheAutoConfiguration.class, DurableInvalidationAutoConfiguration.class);
    }

    static DurableNode start(CacheBackend backend, DataSource database, String... settings) {
        return start(backend, new JdbcTransactionManager(database), database, settings);
    }

    static DurableNode start(
            CacheBackend backend, PlatformTransactionManager manager, DataSource database, String... settings) {
        DurableNode node = new DurableNode(manager, database);
        node.context.registerBean(CacheBackend.class, () -> backend);
        return node.started(settings);
    }

    /** With the backend that the settings name. */
    static DurableNode start(DataSource database, String... settings) {
        return new DurableNode(new JdbcTransactionManager(database), database).started(settings);
    }

    private DurableNode started(String... settings) {
        TestPropertyValues.of(settings).applyTo(context);
        context.refresh();
        return this;
    }

    /** Changes something in a transaction of its own, and publishes what that makes outdated. */
    void write(Runnable change, Invalidation outdated) {
        transaction().executeWithoutResult(status -> {
            change.run();
            publish(outdated);
        });
    }

    void write(Invalidation outdated) {
        write(() -> {}, outdated);
    }

    void publish(Invalidation outdated) {
        context.publishEvent(outdated);
    }

    TransactionTemplate transaction() {
        return new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
    }

    /** Commits a record of what is outdated and applies nothing, like a process that dies in between. */
    void dieAfterCommit(Invalidation outdated) {
        transaction()
                .executeWithoutResult(status -> bean(InvalidationRecords.class).add(outdated));
    }

    void stopRelay() {
        bean(RelayThread.class).stop();
    }

    ForumCacheService cache() {
        return bean(ForumCacheService.class);
    }

    PendingInvalidations pending() {
        return bean(PendingInvalidations.class);
    }

    Health health() {
        return new ForumCacheHealth(cache(), pending()).health();
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
