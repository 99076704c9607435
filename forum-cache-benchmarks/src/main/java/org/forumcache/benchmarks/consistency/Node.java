package org.forumcache.benchmarks.consistency;

import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.forumcache.CacheBackend;
import org.forumcache.CacheRead;
import org.forumcache.ForumCacheService;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** One process of the forum as far as the cache is concerned: an application with the starter. For any thread. */
final class Node implements AutoCloseable {
    private final ConfigurableApplicationContext application;
    private final ForumCacheService cache;
    private final PageLoader loader;
    private final Forum forum;
    private final TransactionTemplate transaction;

    private Node(ConfigurableApplicationContext application, Catalogue catalogue) {
        this.application = application;
        this.cache = application.getBean(ForumCacheService.class);
        JdbcTemplate database = application.getBean(JdbcTemplate.class);
        this.loader = new PageLoader(catalogue, database);
        this.forum = new Forum(catalogue, database, application);
        this.transaction = new TransactionTemplate(application.getBean(PlatformTransactionManager.class));
    }

    static Node start(NodeSettings settings) {
        SpringApplicationBuilder builder = new SpringApplicationBuilder(NodeConfiguration.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .properties(settings.properties().toArray(String[]::new));
        if (!settings.protocol().isOurs()) {
            builder.initializers(context -> ((GenericApplicationContext) context)
                    .registerBean(CacheBackend.class, () -> settings.protocol().backend(settings.redis())));
        }
        return new Node(builder.run(), settings.catalogue());
    }

    /** Fills the empty database. */
    void createForum(Catalogue catalogue) {
        Forum.create(catalogue, application.getBean(JdbcTemplate.class));
    }

    /** The page as the cache or the database has it. */
    CacheRead read(Page page) {
        return cache.read(page.key(), () -> loader.load(page));
    }

    PageLoader loader() {
        return loader;
    }

    /**
     * Makes one change and returns when it is acknowledged.
     *
     * @param committing is told what will be committed, right before that
     * @return false if there was nothing to change
     */
    boolean write(Random random, Consumer<Write.Change> committing) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            Optional<Write.Change> change = forum.change(random);
            change.ifPresent(committing);
            return change.isPresent();
        }));
    }

    /** Whether all that this node has invalidated so far has reached the cache. */
    boolean hasDelivered() {
        return cache.pendingInvalidations() == 0;
    }

    @Override
    public void close() {
        application.close();
    }
}
