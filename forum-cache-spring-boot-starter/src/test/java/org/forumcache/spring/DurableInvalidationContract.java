package org.forumcache.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.springframework.transaction.support.TransactionSynchronizationManager.registerSynchronization;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.forumcache.CacheBackend;
import org.forumcache.CacheBackendException;
import org.forumcache.CacheKeys;
import org.forumcache.Invalidation;
import org.forumcache.redis.server.Jitter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronization;

/** What a database must make of recorded invalidations. */
@ExtendWith(OutputCaptureExtension.class)
abstract class DurableInvalidationContract {
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration LATER = Duration.ofSeconds(15);
    private static final Invalidation FICUS = Invalidation.thread("ficus");
    private static final Invalidation FERN = Invalidation.thread("fern");
    private static final Invalidation LISTS = Invalidation.threadLists("plants");

    private final Jitter jitter = new Jitter();
    final RecordingBackend backend = new RecordingBackend();
    final List<AutoCloseable> open = new ArrayList<>();
    final TestDatabase database = newDatabase();

    abstract TestDatabase newDatabase();

    /** Lets every insertion into the table of records fail from now on. */
    abstract void refuseRecords();

    @BeforeEach
    void createTable() {
        database.execute("create table thread (slug varchar(255))");
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable node : open) {
            node.close();
        }
        database.close();
        jitter.close();
    }

    DurableNode node(String... settings) {
        return node(backend, settings);
    }

    DurableNode node(RecordingBackend itsBackend, String... settings) {
        DurableNode node = DurableNode.start(itsBackend, database.dataSource(), settings);
        open.add(node);
        return node;
    }

    private void awaitSoon(Callable<Boolean> condition) {
        long start = System.nanoTime();
        await().atMost(LATER).until(condition);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(jitter.allowedFor(SOON));
    }

    private void insertThread() {
        database.execute("insert into thread values ('ficus')");
    }

    @Test
    void whatAWriteMakesOutdatedIsRecordedWithIt() {
        List<Invalidation> recorded = new ArrayList<>();
        DurableNode node = node();
        node.stopRelay();
        backend.whenInvalidating(() -> recorded.addAll(database.recorded()));

        node.write(FICUS.and(LISTS));

        assertThat(recorded).containsExactly(FICUS.and(LISTS));
    }

    @Test
    void writeThatIsAppliedIsForgottenAndNotAppliedAgain() {
        DurableNode node = node();

        node.write(FICUS.and(LISTS));

        awaitSoon(() -> database.records() == 0);
        assertThat(backend.invalidations()).containsExactly(FICUS.and(LISTS));
    }

    @Test
    void writeOfManyNamesIsSeveralRowsThatAreAllForgotten() {
        List<Invalidation> recorded = new ArrayList<>();
        DurableNode node = node();
        backend.whenInvalidating(() -> recorded.addAll(database.recorded()));
        Invalidation many = many(1_200).and(LISTS);

        node.write(many);

        assertThat(recorded).hasSize(3).extracting(row -> row.keys().size()).allMatch(size -> size <= 500);
        assertThat(recorded.stream().reduce(Invalidation::and)).contains(many);
        awaitSoon(() -> database.records() == 0);
        assertThat(backend.invalidations()).containsExactly(many);
    }

    @Test
    void writeThatIsRolledBackAfterItWasRecordedLeavesNoRecord() {
        DurableNode node = node();
        node.stopRelay();

        assertThatThrownBy(() -> node.transaction().executeWithoutResult(status -> {
                    insertThread();
                    node.publish(FICUS);
                    registerSynchronization(new TransactionSynchronization() {
                        @Override
                        public void beforeCommit(boolean readOnly) {
                            assertThat(database.records()).isEqualTo(1);
                            throw new IllegalStateException("refused");
                        }
                    });
                }))
                .hasMessage("refused");

        assertThat(database.records()).isZero();
    }

    @Test
    void nothingIsRecordedForATransactionOfAnotherDatabaseWhichWouldNotBePartOfIt(CapturedOutput output) {
        try (TestDatabase another = TestDatabase.h2();
                DurableNode node = DurableNode.start(
                        backend, new JdbcTransactionManager(another.dataSource()), database.dataSource())) {
            List<Long> recorded = new ArrayList<>();
            backend.whenInvalidating(() -> recorded.add(database.records()));

            node.write(FICUS);

            assertThat(recorded).containsExactly(0L);
            assertThat(output).contains("do not belong to the application's data source");
        }
    }

    @Test
    void whatIsAddedWhileCommittingIsRecordedToo() {
        List<Invalidation> recorded = new CopyOnWriteArrayList<>();
        DurableNode node = node();
        node.stopRelay();
        backend.whenInvalidating(() -> recorded.addAll(database.recorded()));

        node.transaction().executeWithoutResult(status -> {
            node.publish(FICUS);
            registerSynchronization(new TransactionSynchronization() {
                @Override
                public void beforeCommit(boolean readOnly) {
                    node.publish(FERN);
                }
            });
        });

        assertThat(recorded).containsExactly(FICUS, FERN);
    }

    @Test
    void whatAReadOnlyTransactionOrNoneAddsIsAppliedWithoutARecord() {
        List<Invalidation> recorded = new ArrayList<>();
        DurableNode node = node();
        backend.whenInvalidating(() -> recorded.addAll(database.recorded()));
        var readOnly = node.transaction();
        readOnly.setReadOnly(true);

        readOnly.executeWithoutResult(status -> node.publish(FICUS));
        node.publish(FERN);

        assertThat(backend.invalidations()).containsExactly(FICUS, FERN);
        assertThat(recorded).isEmpty();
    }

    @Test
    void whatAProcessThatDiedHasRecordedIsAppliedByAnother() {
        DurableNode dying = node(new RecordingBackend());
        dying.stopRelay();
        node();

        dying.dieAfterCommit(FICUS.and(LISTS));

        awaitSoon(() -> backend.invalidations().contains(FICUS.and(LISTS)));
        awaitSoon(() -> database.records() == 0);
    }

    @Test
    void whatWasRecordedEarlierIsAppliedBeforeTheApplicationHasStarted() {
        DurableNode dying = node(new RecordingBackend());
        dying.stopRelay();
        IntStream.range(0, 600).forEach(i -> dying.dieAfterCommit(Invalidation.thread("thread-" + i)));

        node();

        assertThat(names()).hasSize(600);
        assertThat(database.records()).isZero();
    }

    @Test
    void relaysThatRaceApplyEveryRowAndNoneFails(CapturedOutput output) {
        List<DurableNode> nodes = List.of(node(), node(), node());
        Invalidation[] some = IntStream.range(0, 3_000)
                .mapToObj(i -> Invalidation.thread("thread-" + i))
                .toArray(Invalidation[]::new);

        for (Invalidation each : some) {
            nodes.get(0).dieAfterCommit(each);
        }

        await().atMost(LATER).until(() -> database.records() == 0);
        assertThat(names()).hasSize(some.length);
        assertThat(output).doesNotContain("Recorded invalidations wait");
    }

    @Test
    void whatTheBackendCannotBeGivenIsLeftToAProcessThatReachesIt(CapturedOutput output) {
        RecordingBackend away = new RecordingBackend();
        away.whenInvalidating(() -> {
            throw new CacheBackendException("cut off");
        });
        DurableNode cutOff = node(away);
        node();

        cutOff.write(FICUS);

        awaitSoon(() -> backend.invalidations().contains(FICUS));
        assertThat(cutOff.cache().pendingInvalidations()).isEqualTo(1);
    }

    @Test
    void relayGoesOnOnceTheBackendIsThereAgain() {
        boolean[] away = {true};
        backend.whenInvalidating(() -> {
            if (away[0]) {
                throw new CacheBackendException("away");
            }
        });
        DurableNode node = node();
        node.dieAfterCommit(FICUS);
        await().atMost(LATER).until(() -> node.pending().count() == 1);
        assertThat(database.records()).isEqualTo(1);

        away[0] = false;

        await().atMost(LATER)
                .until(() -> database.records() == 0 && node.pending().count() == 0);
        assertThat(backend.invalidations()).containsExactly(FICUS);
    }

    @Test
    void recordsOfACommitWhoseAnswerWasLostAreLeftToTheRelay() {
        JdbcTransactionManager losing = new JdbcTransactionManager(database.dataSource()) {
            @Override
            protected void doCommit(DefaultTransactionStatus status) {
                super.doCommit(status);
                throw new DataAccessResourceFailureException("connection lost");
            }
        };
        DurableNode node = DurableNode.start(backend, losing, database.dataSource());
        open.add(node);

        assertThatThrownBy(() -> node.write(FICUS)).hasMessage("connection lost");

        assertThat(backend.invalidations()).containsExactly(FICUS);
        awaitSoon(() -> database.records() == 0);
        assertThat(backend.invalidations()).containsExactly(FICUS, FICUS);
    }

    @Test
    void writeThatCannotBeRecordedIsRefusedAndChangesNothing() {
        DurableNode node = node();
        refuseRecords();

        assertThatThrownBy(() -> node.write(this::insertThread, FICUS)).isInstanceOf(DataAccessException.class);

        assertThat(database.count("thread")).isZero();
        assertThat(backend.invalidations()).isEmpty();
    }

    @Test
    void rowOfANewerVersionIsLeftAloneAndToldOnce(CapturedOutput output) {
        DurableNode node = node();
        database.execute("insert into cache_invalidation (format, entry_keys, entry_groups) values (2, '{}', '')");
        node.dieAfterCommit(FICUS);
        database.execute("insert into cache_invalidation (format, entry_keys, entry_groups) values (2, '{}', '')");

        awaitSoon(() -> backend.invalidations().contains(FICUS));
        await().atMost(LATER).until(() -> node.pending().count() == 2);
        node.dieAfterCommit(FERN);
        await().atMost(LATER).until(() -> backend.invalidations().contains(FERN));

        assertThat(database.count("cache_invalidation where format = 2")).isEqualTo(2);
        assertThat(backend.wholes()).isZero();
        assertThat(output.getAll().split("have a format that this version does not know", -1))
                .hasSize(2);
    }

    @Test
    void rowThatCannotBeReadInvalidatesEverythingAndIsGone(CapturedOutput output) {
        node();

        database.execute("insert into cache_invalidation (format, entry_keys, entry_groups) values (1, 'ficus', '')");
        awaitSoon(() -> backend.wholes() == 1);
        database.execute("insert into cache_invalidation (format, entry_keys, entry_groups) values (1, '', '')");
        awaitSoon(() -> backend.wholes() == 2);

        awaitSoon(() -> database.records() == 0);
        assertThat(output.getAll().split("cannot be read", -1)).hasSize(2);
    }

    @Test
    void noClockDecidesWhatIsOld() {
        node();

        for (String when : List.of("- interval '1' hour", "+ interval '1' hour")) {
            database.execute("insert into cache_invalidation (format, entry_keys, entry_groups, recorded_at)"
                    + " values (1, '" + CacheKeys.thread("ficus") + "', '', current_timestamp " + when + ")");
        }

        awaitSoon(() -> database.records() == 0);
        assertThat(names()).contains(CacheKeys.thread("ficus"));
    }

    @Test
    void whatWaitsIsCountedAndTurnsHealthIntoAWarningNeverDown() {
        backend.whenInvalidating(() -> {
            throw new CacheBackendException("away");
        });
        DurableNode node = node();
        assertThat(node.health().getDetails()).doesNotContainKey("warning").containsEntry("pending_invalidations", 0L);

        database.execute("insert into cache_invalidation (format, entry_keys, entry_groups, recorded_at)"
                + " values (1, '" + CacheKeys.thread("ficus") + "', '', current_timestamp - interval '1' minute)");

        await().atMost(LATER).until(() -> node.pending().count() == 1);
        assertThat(node.pending().oldest()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(90));
        assertThat(node.health().getStatus().getCode()).isEqualTo("UP");
        assertThat(node.health().getDetails()).containsKey("warning").containsEntry("pending_invalidations", 1L);
    }

    @Test
    void applicationDoesNotStartWithoutTheTableAndSaysWhatToDo() {
        String message = FailedStart.message(new ApplicationContextRunner()
                .withBean(CacheBackend.class, () -> backend)
                .withBean(DataSource.class, database::dataSource)
                .withBean(JdbcTransactionManager.class, () -> new JdbcTransactionManager(database.dataSource()))
                .withPropertyValues("spring.flyway.enabled=false")
                .withConfiguration(AutoConfigurations.of(
                        ForumCacheAutoConfiguration.class, DurableInvalidationAutoConfiguration.class)));

        assertThat(message)
                .contains("cache_invalidation", InvalidationSchema.SCRIPT, "forum.cache.durable=false", "Flyway");
    }

    @Test
    void withoutRecordsEverythingIsAsBefore() {
        DurableNode node = node("forum.cache.durable=false");

        node.write(FICUS);

        assertThat(backend.invalidations()).containsExactly(FICUS);
        assertThatThrownBy(database::records).isInstanceOf(DataAccessException.class);
    }

    private static Invalidation many(int threads) {
        Set<String> keys = IntStream.range(0, threads)
                .mapToObj(i -> CacheKeys.thread("thread-" + i))
                .collect(Collectors.toSet());
        return new Invalidation(keys, Set.of());
    }

    /** Every key that was invalidated. */
    private Set<String> names() {
        Set<String> names = new HashSet<>();
        backend.invalidations().forEach(call -> names.addAll(call.keys()));
        return names;
    }
}
