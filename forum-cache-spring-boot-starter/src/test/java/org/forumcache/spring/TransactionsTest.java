package org.forumcache.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.transaction.support.TransactionSynchronizationManager.getCurrentTransactionName;
import static org.springframework.transaction.support.TransactionSynchronizationManager.isActualTransactionActive;
import static org.springframework.transaction.support.TransactionSynchronizationManager.isCurrentTransactionReadOnly;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.forumcache.CacheOutcome;
import org.forumcache.CacheRead;
import org.forumcache.EntryKey;
import org.forumcache.ForumCacheService;
import org.forumcache.ForumEvent;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The cache in an application with a database, as Spring Boot configures both. */
class TransactionsTest {
    private static final EntryKey FICUS = EntryKey.thread("ficus");

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withPropertyValues("spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1")
            .withConfiguration(AutoConfigurations.of(
                    DataSourceAutoConfiguration.class,
                    DataSourceTransactionManagerAutoConfiguration.class,
                    TransactionAutoConfiguration.class,
                    ForumCacheAutoConfiguration.class));

    @Test
    void readAfterAWriteShowsTheWriteAndTheNextIsAHit() {
        runWithForum(forum -> {
            assertThat(forum.read().outcome()).isEqualTo(CacheOutcome.MISS);
            assertThat(forum.read().outcome()).isEqualTo(CacheOutcome.HIT);

            forum.rename("Ficus benjamina");

            assertShows(forum.read(), "Ficus benjamina", CacheOutcome.MISS);
            assertShows(forum.read(), "Ficus benjamina", CacheOutcome.HIT);
        });
    }

    @Test
    void writeThatRollsBackLeavesTheCacheAsItWas() {
        runWithForum(forum -> {
            forum.read();

            assertThatThrownBy(() -> forum.inTransaction(() -> {
                forum.rename("Ficus benjamina");
                throw new IllegalStateException("business rule");
            }));

            assertShows(forum.read(), "Ficus", CacheOutcome.HIT);
        });
    }

    @Test
    void slowLoadThatReadBeforeTheWriteIsNotStored() {
        CountDownLatch hasRead = new CountDownLatch(1);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        ExecutorService slowReader = Executors.newSingleThreadExecutor();
        runWithForum(forum -> {
            CompletableFuture<CacheRead> slow = CompletableFuture.supplyAsync(
                    () -> forum.read(() -> {
                        Optional<String> title = forum.title();
                        hasRead.countDown();
                        await(mayGoOn);
                        return title;
                    }),
                    slowReader);
            await(hasRead);

            forum.rename("Ficus benjamina");
            mayGoOn.countDown();

            assertShows(slow.join(), "Ficus", CacheOutcome.MISS);
            assertShows(forum.read(), "Ficus benjamina", CacheOutcome.MISS);
        });
        slowReader.shutdownNow();
    }

    @Test
    void whatExpiredStandsInForADatabaseThatIsAwayButHidesNoBug() {
        runWithForum(runner.withPropertyValues("forum.cache.thread.ttl=1ms"), forum -> {
            forum.read();
            Awaitility.await().until(() -> forum.cache().peek(FICUS).isEmpty());

            assertThatThrownBy(() -> forum.read(() -> {
                        throw new IllegalStateException("a bug");
                    }))
                    .hasMessage("a bug");
            CacheRead stale = forum.read(() -> {
                throw new DataAccessResourceFailureException("the database is away");
            });

            assertShows(stale, "Ficus", CacheOutcome.STALE);
        });
    }

    @Test
    void transactionThatMayWriteDoesNotReadFromTheCache() {
        runWithForum(forum -> {
            forum.read();

            forum.inTransaction(() -> {
                forum.rename("Ficus benjamina");

                assertShows(forum.read(), "Ficus benjamina", CacheOutcome.BYPASS);
                assertThat(forum.cache().peek(FICUS)).isEmpty();
            });
        });
    }

    @Test
    void transactionThatMayWriteDoesNotStoreInTheCache() {
        runWithForum(forum -> {
            assertThatThrownBy(() -> forum.inTransaction(() -> {
                forum.rename("Never committed");
                forum.read();
                forum.cache().setThread("ficus", "Never committed");
                throw new IllegalStateException("business rule");
            }));

            assertThat(forum.cache().peek(FICUS)).isEmpty();
        });
    }

    @Test
    void readOnlyTransactionUsesTheCache() {
        runWithForum(forum -> forum.inReadOnlyTransaction(() -> {
            assertThat(forum.read().outcome()).isEqualTo(CacheOutcome.MISS);
            assertThat(forum.read().outcome()).isEqualTo(CacheOutcome.HIT);
        }));
    }

    @Test
    void readOnlyTransactionThatPublishedAnEventBypassesTheCache() {
        runWithForum(forum -> {
            forum.read();

            forum.inReadOnlyTransaction(() -> {
                forum.context().publishEvent(new ForumEvent.ReactionAdded("fern"));

                assertThat(forum.read().outcome()).isEqualTo(CacheOutcome.BYPASS);
            });
        });
    }

    @Test
    void loadRunsInItsOwnReadOnlyTransaction() {
        List<Object> seen = new ArrayList<>();
        runWithForum(forum -> forum.read(() -> {
            seen.add(isActualTransactionActive());
            seen.add(isCurrentTransactionReadOnly());
            seen.add(String.valueOf(getCurrentTransactionName()));
            return Optional.empty();
        }));

        assertThat(seen).containsExactly(true, true, "forum-cache load");
    }

    @Test
    void loadOfAReaderInsideATransactionRunsOnItsOwnConnection() {
        runWithForum(forum -> forum.inReadOnlyTransaction(() -> {
            Object readers = DataSourceUtils.getConnection(forum.dataSource());

            forum.read(() -> {
                assertThat(DataSourceUtils.getConnection(forum.dataSource())).isNotSameAs(readers);
                return Optional.empty();
            });

            assertThat(DataSourceUtils.getConnection(forum.dataSource())).isSameAs(readers);
        }));
    }

    @Test
    void loadersOwnExceptionReachesTheReader() {
        runWithForum(forum -> assertThatThrownBy(() -> forum.read(() -> {
                    throw new IllegalStateException("no such table");
                }))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("no such table"));
    }

    @Test
    void everyTransactionBypassesTheCacheIfNobodyCanSayWhichManagerLoads() {
        runner.withUserConfiguration(TwoManagers.class).run(context -> {
            Forum forum = new Forum(context);
            forum.create();

            forum.inReadOnlyTransaction(() -> assertThat(forum.read().outcome()).isEqualTo(CacheOutcome.BYPASS));

            assertThat(forum.read().outcome()).isEqualTo(CacheOutcome.MISS);
            assertThat(forum.read().outcome()).isEqualTo(CacheOutcome.HIT);
        });
    }

    private void runWithForum(Consumer<Forum> test) {
        runWithForum(runner, test);
    }

    private static void runWithForum(ApplicationContextRunner runner, Consumer<Forum> test) {
        runner.run(context -> {
            Forum forum = new Forum(context);
            forum.create();
            test.accept(forum);
        });
    }

    private static void assertShows(CacheRead read, String title, CacheOutcome outcome) {
        assertThat(read.document()).hasToString("Optional[\"" + title + "\"]");
        assertThat(read.outcome()).isEqualTo(outcome);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoManagers {

        @Bean
        PlatformTransactionManager first(DataSource dataSource) {
            return new JdbcTransactionManager(dataSource);
        }

        @Bean
        PlatformTransactionManager second(DataSource dataSource) {
            return new JdbcTransactionManager(dataSource);
        }
    }

    /** A forum of one thread, whose document is its title. */
    private record Forum(ApplicationContext context) {

        void create() {
            jdbc().sql("create table thread (slug varchar(255) primary key, title varchar(255))")
                    .update();
            jdbc().sql("insert into thread values ('ficus', 'Ficus')").update();
        }

        void rename(String title) {
            inTransaction(() -> {
                jdbc().sql("update thread set title = ?").param(title).update();
                context.publishEvent(new ForumEvent.ThreadEdited("ficus", "plants"));
            });
        }

        CacheRead read() {
            return read(this::title);
        }

        CacheRead read(Supplier<Optional<String>> loader) {
            return cache().read(FICUS, loader);
        }

        Optional<String> title() {
            return jdbc().sql("select title from thread where slug = 'ficus'")
                    .query(String.class)
                    .optional();
        }

        void inTransaction(Runnable work) {
            new TransactionTemplate(manager()).executeWithoutResult(status -> work.run());
        }

        void inReadOnlyTransaction(Runnable work) {
            TransactionTemplate template = new TransactionTemplate(manager());
            template.setReadOnly(true);
            template.executeWithoutResult(status -> work.run());
        }

        ForumCacheService cache() {
            return context.getBean(ForumCacheService.class);
        }

        DataSource dataSource() {
            return context.getBean(DataSource.class);
        }

        private PlatformTransactionManager manager() {
            return new JdbcTransactionManager(dataSource());
        }

        private JdbcClient jdbc() {
            return JdbcClient.create(dataSource());
        }
    }
}
