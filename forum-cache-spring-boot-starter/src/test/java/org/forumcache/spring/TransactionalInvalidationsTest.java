package org.forumcache.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.transaction.TransactionDefinition.PROPAGATION_NESTED;
import static org.springframework.transaction.TransactionDefinition.PROPAGATION_NOT_SUPPORTED;
import static org.springframework.transaction.TransactionDefinition.PROPAGATION_REQUIRED;
import static org.springframework.transaction.TransactionDefinition.PROPAGATION_REQUIRES_NEW;
import static org.springframework.transaction.TransactionDefinition.PROPAGATION_SUPPORTS;
import static org.springframework.transaction.support.TransactionSynchronizationManager.registerSynchronization;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.forumcache.ForumCacheService;
import org.forumcache.Invalidation;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.core.Ordered;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionTemplate;

class TransactionalInvalidationsTest {
    private static final Invalidation FICUS = Invalidation.thread("ficus");
    private static final Invalidation FERN = Invalidation.thread("fern");
    private static final Invalidation LISTS = Invalidation.threadLists("plants");

    private final JdbcDataSource database = new JdbcDataSource();
    private final RecordingBackend backend = new RecordingBackend();
    private final TransactionalInvalidations invalidations = invalidationsOf(backend);
    private PlatformTransactionManager manager = new JdbcTransactionManager(database);

    @BeforeEach
    void createDatabase() {
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        JdbcClient.create(database)
                .sql("create table thread (slug varchar(255))")
                .update();
    }

    @Test
    void whatIsAddedOutsideATransactionIsAppliedAtOnce() {
        invalidations.add(FICUS);

        assertThat(backend.invalidations()).containsExactly(FICUS);
    }

    @Test
    void whatATransactionAddsIsAppliedInOneCallBeforeItsCallerGoesOn() {
        inTransaction(() -> {
            invalidations.add(FICUS);
            invalidations.add(LISTS);
            invalidations.add(FICUS);
            assertThat(backend.invalidations()).isEmpty();
        });

        assertThat(backend.invalidations()).containsExactly(FICUS.and(LISTS));
    }

    @Test
    void whatATransactionAddsIsAppliedWhenEverybodySeesItsRows() {
        List<Integer> rowsSeen = new ArrayList<>();
        backend.whenInvalidating(() -> rowsSeen.add(rowsSeenByOthers()));

        inTransaction(() -> {
            insertThread("ficus");
            invalidations.add(FICUS);
        });

        assertThat(rowsSeen).containsExactly(1);
    }

    @Test
    void tenThousandInvalidationsOfOneTransactionAreOneCall() {
        inTransaction(
                () -> IntStream.range(0, 10_000).forEach(i -> invalidations.add(Invalidation.thread("thread-" + i))));

        assertThat(backend.invalidations()).hasSize(1);
        assertThat(backend.invalidations().get(0).keys()).hasSize(10_000);
    }

    @Test
    void transactionStartsWithNothingOfTheOneBefore() {
        inTransaction(() -> invalidations.add(FICUS));
        inTransaction(() -> invalidations.add(FERN));
        inTransaction(() -> {});

        assertThat(backend.invalidations()).containsExactly(FICUS, FERN);
    }

    @Test
    void twoCachesInOneTransactionGetTheirOwn() {
        RecordingBackend otherBackend = new RecordingBackend();
        TransactionalInvalidations others = invalidationsOf(otherBackend);

        inTransaction(() -> {
            invalidations.add(FICUS);
            others.add(FERN);
        });

        assertThat(backend.invalidations()).containsExactly(FICUS);
        assertThat(otherBackend.invalidations()).containsExactly(FERN);
    }

    @Nested
    class AfterARollback {

        @Test
        void nothingIsAppliedIfAnExceptionCausedIt() {
            assertThatThrownBy(() -> inTransaction(() -> {
                        invalidations.add(FICUS);
                        throw new IllegalStateException("business rule");
                    }))
                    .hasMessage("business rule");

            assertThat(backend.invalidations()).isEmpty();
        }

        @Test
        void nothingIsAppliedIfTheTransactionWasMarkedForIt() {
            new TransactionTemplate(manager).executeWithoutResult(status -> {
                invalidations.add(FICUS);
                status.setRollbackOnly();
            });

            assertThat(backend.invalidations()).isEmpty();
        }

        @Test
        void nothingIsAppliedIfAnInnerPartFailedAndItsExceptionWasCaught() {
            assertThatThrownBy(() -> inTransaction(() -> {
                        invalidations.add(FICUS);
                        assertThatThrownBy(() -> in(PROPAGATION_REQUIRED, () -> {
                            throw new IllegalStateException("inner");
                        }));
                    }))
                    .isInstanceOf(UnexpectedRollbackException.class);

            assertThat(backend.invalidations()).isEmpty();
        }
    }

    @Nested
    class OfTransactionsInTransactions {

        @Test
        void innerPartOfATransactionWaitsForItsCommit() {
            inTransaction(() -> {
                in(PROPAGATION_REQUIRED, () -> invalidations.add(FICUS));
                assertThat(backend.invalidations()).isEmpty();
            });

            assertThat(backend.invalidations()).containsExactly(FICUS);
        }

        @Test
        void independentTransactionIsAppliedBeforeTheOuterOneGoesOn() {
            inTransaction(() -> {
                invalidations.add(FICUS);
                in(PROPAGATION_REQUIRES_NEW, () -> invalidations.add(FERN));
                assertThat(backend.invalidations()).containsExactly(FERN);
                invalidations.add(LISTS);
            });

            assertThat(backend.invalidations()).containsExactly(FERN, FICUS.and(LISTS));
        }

        @Test
        void independentTransactionThatRollsBackTakesNothingFromTheOuterOne() {
            inTransaction(() -> {
                invalidations.add(FICUS);
                assertThatThrownBy(() -> in(PROPAGATION_REQUIRES_NEW, () -> {
                    invalidations.add(FERN);
                    throw new IllegalStateException("inner");
                }));
            });

            assertThat(backend.invalidations()).containsExactly(FICUS);
        }

        @Test
        void independentTransactionStaysAppliedIfTheOuterOneRollsBack() {
            assertThatThrownBy(() -> inTransaction(() -> {
                invalidations.add(FICUS);
                in(PROPAGATION_REQUIRES_NEW, () -> invalidations.add(FERN));
                throw new IllegalStateException("outer");
            }));

            assertThat(backend.invalidations()).containsExactly(FERN);
        }

        @Test
        void whatASavepointTakesBackIsAppliedNevertheless() {
            inTransaction(() -> {
                invalidations.add(FICUS);
                assertThatThrownBy(() -> in(PROPAGATION_NESTED, () -> {
                    invalidations.add(FERN);
                    throw new IllegalStateException("nested");
                }));
            });

            assertThat(backend.invalidations()).containsExactly(FICUS.and(FERN));
        }

        @Test
        void savepointThatIsKeptWaitsForTheCommit() {
            inTransaction(() -> {
                in(PROPAGATION_NESTED, () -> invalidations.add(FERN));
                assertThat(backend.invalidations()).isEmpty();
            });

            assertThat(backend.invalidations()).containsExactly(FERN);
        }

        @Test
        void partOutsideAnyTransactionIsAppliedAtOnce() {
            inTransaction(() -> {
                in(PROPAGATION_NOT_SUPPORTED, () -> {
                    invalidations.add(FERN);
                    assertThat(backend.invalidations()).containsExactly(FERN);
                });
                invalidations.add(FICUS);
            });

            assertThat(backend.invalidations()).containsExactly(FERN, FICUS);
        }

        @Test
        void scopeWithoutATransactionIsAppliedAtOnceAsItsRowsAreCommittedAtOnce() {
            in(PROPAGATION_SUPPORTS, () -> {
                invalidations.add(FICUS);
                assertThat(backend.invalidations()).containsExactly(FICUS);
            });

            assertThat(backend.invalidations()).containsExactly(FICUS);
        }
    }

    @Nested
    class BesideOtherCallbacksOfTheTransaction {

        @Test
        void invalidationComesBeforeACallbackThatMayAcknowledgeTheWrite() {
            List<Invalidation> seenByCallback = new ArrayList<>();
            inTransaction(() -> {
                registerSynchronization(new Callback() {
                    @Override
                    public int getOrder() {
                        return Ordered.HIGHEST_PRECEDENCE + 1;
                    }

                    @Override
                    public void afterCommit() {
                        seenByCallback.addAll(backend.invalidations());
                    }
                });
                invalidations.add(FICUS);
            });

            assertThat(seenByCallback).containsExactly(FICUS);
        }

        @Test
        void callbackThatThrowsAfterTheCommitLosesNothing() {
            assertThatThrownBy(() -> inTransaction(() -> {
                        registerSynchronization(new Callback() {
                            @Override
                            public int getOrder() {
                                return Ordered.HIGHEST_PRECEDENCE;
                            }

                            @Override
                            public void afterCommit() {
                                throw new IllegalStateException("mail server is down");
                            }
                        });
                        invalidations.add(FICUS);
                    }))
                    .hasMessage("mail server is down");

            assertThat(backend.invalidations()).containsExactly(FICUS);
        }

        @Test
        void callbackThatPreventsTheCommitLeavesNothingStale() {
            assertThatThrownBy(() -> inTransaction(() -> {
                        invalidations.add(FICUS);
                        registerSynchronization(new Callback() {
                            @Override
                            public void beforeCommit(boolean readOnly) {
                                throw new IllegalStateException("flush failed");
                            }
                        });
                    }))
                    .hasMessage("flush failed");

            // It cannot be told from a commit whose answer was lost: one load too many at most
            assertThat(backend.invalidations()).containsExactly(FICUS);
        }

        @Test
        void whatIsAddedBeforeTheCommitByACallbackIsApplied() {
            inTransaction(() -> registerSynchronization(new Callback() {
                @Override
                public void beforeCommit(boolean readOnly) {
                    invalidations.add(FICUS);
                }

                @Override
                public void beforeCompletion() {
                    invalidations.add(FERN);
                }
            }));

            assertThat(backend.invalidations()).containsExactly(FICUS.and(FERN));
        }

        @Test
        void whatIsAddedAfterTheCommitByACallbackIsApplied() {
            inTransaction(() -> registerSynchronization(new Callback() {
                @Override
                public void afterCommit() {
                    invalidations.add(FICUS);
                }
            }));

            assertThat(backend.invalidations()).containsExactly(FICUS);
        }

        @Test
        void whatIsAddedAfterTheCommitIsAppliedEvenIfMoreWasAddedBefore() {
            inTransaction(() -> {
                invalidations.add(FICUS);
                registerSynchronization(new Callback() {
                    @Override
                    public void afterCommit() {
                        invalidations.add(FERN);
                    }
                });
            });

            assertThat(backend.invalidations()).containsExactly(FICUS, FERN);
        }

        @Test
        void whatIsAddedAfterCompletionByACallbackIsAppliedAtOnce() {
            inTransaction(() -> registerSynchronization(new Callback() {
                @Override
                public void afterCompletion(int status) {
                    invalidations.add(FICUS);
                }
            }));

            assertThat(backend.invalidations()).containsExactly(FICUS);
        }
    }

    @Nested
    class WithAnUnknownOutcome {

        @Test
        void commitWhoseAnswerWasLostIsTakenForACommit() {
            manager = committingAndThen(new TransactionSystemException("connection lost"));

            assertThatThrownBy(() -> inTransaction(() -> {
                        insertThread("ficus");
                        invalidations.add(FICUS);
                    }))
                    .hasMessage("connection lost");

            assertThat(rowsSeenByOthers()).isEqualTo(1);
            assertThat(backend.invalidations()).containsExactly(FICUS);
        }

        @Test
        void commitWhoseAnswerWasLostIsTakenForACommitAlthoughSpringReportsARollback() {
            manager = committingAndThen(new DataAccessResourceFailureException("connection lost"));

            assertThatThrownBy(() -> inTransaction(() -> {
                        insertThread("ficus");
                        invalidations.add(FICUS);
                    }))
                    .hasMessage("connection lost");

            assertThat(rowsSeenByOthers()).isEqualTo(1);
            assertThat(backend.invalidations()).containsExactly(FICUS);
        }

        @Test
        void transactionBegunOutsideSpringIsAppliedOnceItHasCommitted() {
            ForeignTransaction foreign = new ForeignTransaction();
            manager = foreign;

            inTransaction(() -> invalidations.add(FICUS));
            int before = backend.invalidations().size();
            foreign.complete(TransactionSynchronization.STATUS_COMMITTED);

            assertThat(backend.invalidations()).hasSize(before + 1).endsWith(FICUS);
        }
    }

    private void inTransaction(Runnable work) {
        in(PROPAGATION_REQUIRED, work);
    }

    private void in(int propagation, Runnable work) {
        TransactionTemplate template = new TransactionTemplate(manager);
        template.setPropagationBehavior(propagation);
        template.executeWithoutResult(status -> work.run());
    }

    private void insertThread(String slug) {
        JdbcClient.create(database)
                .sql("insert into thread values (?)")
                .param(slug)
                .update();
    }

    private int rowsSeenByOthers() {
        JdbcDataSource another = new JdbcDataSource();
        another.setURL(database.getURL());
        return JdbcClient.create(another)
                .sql("select count(*) from thread")
                .query(Integer.class)
                .single();
    }

    private static TransactionalInvalidations invalidationsOf(RecordingBackend backend) {
        return new TransactionalInvalidations(
                ForumCacheService.builder(backend).build(), InvalidationRecords.NONE, undelivered -> {});
    }

    /** A manager that commits, but cannot tell: the connection broke before the database's answer came. */
    private PlatformTransactionManager committingAndThen(RuntimeException failure) {
        return new JdbcTransactionManager(database) {
            @Override
            protected void doCommit(DefaultTransactionStatus status) {
                super.doCommit(status);
                throw failure;
            }
        };
    }

    /** A callback of somebody else. */
    private interface Callback extends TransactionSynchronization {}

    /** A manager that joins a transaction which is begun and ended elsewhere, as with JTA. */
    private static final class ForeignTransaction extends AbstractPlatformTransactionManager {
        private final List<TransactionSynchronization> waiting = new ArrayList<>();

        void complete(int status) {
            waiting.forEach(synchronization -> synchronization.afterCompletion(status));
        }

        @Override
        protected Object doGetTransaction() {
            return "begun elsewhere";
        }

        @Override
        protected boolean isExistingTransaction(Object transaction) {
            return true;
        }

        @Override
        protected void registerAfterCompletionWithExistingTransaction(
                Object transaction, List<TransactionSynchronization> synchronizations) {
            waiting.addAll(synchronizations);
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected void doCommit(DefaultTransactionStatus status) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected void doRollback(DefaultTransactionStatus status) {
            throw new UnsupportedOperationException();
        }
    }
}
