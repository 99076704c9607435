package org.forumcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class PacedThreadTest {
    private static final Set<Thread.State> GOT_NO_FURTHER =
            EnumSet.of(Thread.State.BLOCKED, Thread.State.WAITING, Thread.State.TERMINATED);

    private final RecordedThreads threads = new RecordedThreads();
    private final AtomicInteger work = new AtomicInteger();
    private final FailureLog log = new FailureLog(System::nanoTime);

    private PacedThread paced(Runnable attempt) {
        return paced(attempt, () -> work.get() == 0);
    }

    private PacedThread paced(Runnable attempt, BooleanSupplier isDone) {
        return new PacedThread(attempt, isDone, log, threads);
    }

    private void awaitEnd() {
        await().untilAsserted(() -> {
            assertThat(work).hasValue(0);
            assertThat(threads.allEnded()).isTrue();
        });
    }

    @Test
    void itsThreadIsADaemonWithItsOwnName() {
        work.set(1);

        paced(work::decrementAndGet).ensure();

        assertThat(threads.made()).singleElement().satisfies(thread -> {
            assertThat(thread.isDaemon()).isTrue();
            assertThat(thread.getName()).isEqualTo("forum-cache-redelivery");
        });
        awaitEnd();
    }

    @Test
    void itsThreadInheritsNothingOfWhoStartedIt() {
        InheritableThreadLocal<String> caller = new InheritableThreadLocal<>();
        AtomicBoolean inherited = new AtomicBoolean(true);
        caller.set("somebody");
        work.set(1);

        paced(() -> {
                    inherited.set(caller.get() != null);
                    work.set(0);
                })
                .ensure();
        awaitEnd();

        assertThat(inherited).isFalse();
    }

    @Test
    void attemptsArePausedForATenthOfASecond() {
        work.set(3);
        long begin = System.nanoTime();

        paced(work::decrementAndGet).ensure();
        awaitEnd();

        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(3 * PacedThread.PAUSE.toNanos());
    }

    @Test
    void theThreadEndsWithTheWorkAndTheNextWorkStartsAnother() {
        PacedThread paced = paced(work::decrementAndGet);
        work.set(1);
        paced.ensure();
        awaitEnd();

        work.set(1);
        paced.ensure();
        awaitEnd();

        assertThat(threads.made()).hasSize(2);
    }

    @Test
    void callersAtOnceStartOneThread() {
        PacedThread paced = paced(() -> work.set(0));
        work.set(1);

        Together.call(16, () -> {
            paced.ensure();
            return true;
        });
        awaitEnd();

        assertThat(threads.made()).hasSize(1);
    }

    /** The caller comes after the thread has found nothing to do, and before it is gone. */
    @Test
    void workThatArrivesWhileTheThreadEndsIsDone() {
        AtomicBoolean disturbed = new AtomicBoolean();
        PacedThread[] paced = new PacedThread[1];
        paced[0] = paced(() -> work.set(0), () -> {
            boolean done = work.get() == 0;
            if (done && disturbed.compareAndSet(false, true)) {
                Thread late = new Thread(() -> {
                    work.set(1);
                    paced[0].ensure();
                });
                late.start();
                await().until(() -> GOT_NO_FURTHER.contains(late.getState()) && work.get() == 1);
            }
            return done;
        });
        work.set(1);

        paced[0].ensure();

        await().untilAsserted(() -> assertThat(threads.made()).hasSize(2));
        awaitEnd();
    }

    @Test
    void anInterruptedThreadGoesOn() {
        CountDownLatch interrupted = new CountDownLatch(1);
        work.set(2);

        paced(() -> {
                    work.decrementAndGet();
                    interrupted.countDown();
                    Thread.currentThread().interrupt();
                })
                .ensure();
        Latches.await(interrupted);

        awaitEnd();
        assertThat(threads.made()).hasSize(1);
    }

    @Test
    void aThreadThatDiedIsReplaced() {
        PacedThread paced = paced(() -> {
            if (work.getAndDecrement() == 2) {
                throw new ThreadDeathForTest();
            }
        });
        work.set(2);
        paced.ensure();
        await().until(threads::allEnded);

        paced.ensure();
        awaitEnd();

        assertThat(threads.made()).hasSize(2);
    }

    @Test
    void aProcessWithoutThreadsFailsNobodyAndIsAskedAgain() {
        PacedThread paced = paced(work::decrementAndGet);
        threads.refuse(1);
        work.set(1);

        paced.ensure();
        assertThat(threads.made()).isEmpty();

        paced.ensure();
        awaitEnd();
        assertThat(threads.made()).hasSize(1);
    }

    private static final class ThreadDeathForTest extends Error {
        private static final long serialVersionUID = 1L;

        ThreadDeathForTest() {
            super("expected by the test", null, false, false);
        }
    }
}
