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

class RedeliveryTest {
    private static final Set<Thread.State> GOT_NO_FURTHER =
            EnumSet.of(Thread.State.BLOCKED, Thread.State.WAITING, Thread.State.TERMINATED);

    private final RecordedThreads threads = new RecordedThreads();
    private final AtomicInteger work = new AtomicInteger();
    private final FailureLog log = new FailureLog(System::nanoTime);

    private Redelivery redelivery(Runnable attempt) {
        return redelivery(attempt, () -> work.get() == 0);
    }

    private Redelivery redelivery(Runnable attempt, BooleanSupplier isDone) {
        return new Redelivery(attempt, isDone, log, threads);
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

        redelivery(work::decrementAndGet).ensure();

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

        redelivery(() -> {
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

        redelivery(work::decrementAndGet).ensure();
        awaitEnd();

        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(3 * Redelivery.PAUSE.toNanos());
    }

    @Test
    void theThreadEndsWithTheWorkAndTheNextWorkStartsAnother() {
        Redelivery redelivery = redelivery(work::decrementAndGet);
        work.set(1);
        redelivery.ensure();
        awaitEnd();

        work.set(1);
        redelivery.ensure();
        awaitEnd();

        assertThat(threads.made()).hasSize(2);
    }

    @Test
    void callersAtOnceStartOneThread() {
        Redelivery redelivery = redelivery(() -> work.set(0));
        work.set(1);

        Together.call(16, () -> {
            redelivery.ensure();
            return true;
        });
        awaitEnd();

        assertThat(threads.made()).hasSize(1);
    }

    /** The caller comes after the thread has found nothing to do, and before it is gone. */
    @Test
    void workThatArrivesWhileTheThreadEndsIsDone() {
        AtomicBoolean disturbed = new AtomicBoolean();
        Redelivery[] redelivery = new Redelivery[1];
        redelivery[0] = redelivery(() -> work.set(0), () -> {
            boolean done = work.get() == 0;
            if (done && disturbed.compareAndSet(false, true)) {
                Thread late = new Thread(() -> {
                    work.set(1);
                    redelivery[0].ensure();
                });
                late.start();
                await().until(() -> GOT_NO_FURTHER.contains(late.getState()) && work.get() == 1);
            }
            return done;
        });
        work.set(1);

        redelivery[0].ensure();

        await().untilAsserted(() -> assertThat(threads.made()).hasSize(2));
        awaitEnd();
    }

    @Test
    void anInterruptedThreadGoesOn() {
        CountDownLatch interrupted = new CountDownLatch(1);
        work.set(2);

        redelivery(() -> {
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
        Redelivery redelivery = redelivery(() -> {
            if (work.getAndDecrement() == 2) {
                throw new ThreadDeathForTest();
            }
        });
        work.set(2);
        redelivery.ensure();
        await().until(threads::allEnded);

        redelivery.ensure();
        awaitEnd();

        assertThat(threads.made()).hasSize(2);
    }

    @Test
    void aProcessWithoutThreadsFailsNobodyAndIsAskedAgain() {
        Redelivery redelivery = redelivery(work::decrementAndGet);
        threads.refuse(1);
        work.set(1);

        redelivery.ensure();
        assertThat(threads.made()).isEmpty();

        redelivery.ensure();
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
