package org.forumcache.spring;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * The one thread of a process that runs its {@link InvalidationRelay}: four times a second, and without a pause while
 * there is a backlog. It is a daemon, and starts before and ends after the server that takes requests.
 *
 * <p>Starting waits until what is there has been applied, for five seconds at most. While the database or the backend
 * fails, the pauses double up to two seconds, and one line is logged when it begins and one when it ends.
 */
final class RelayThread implements SmartLifecycle {
    static final String NAME = "forum-cache-relay";

    private static final int PHASE = DEFAULT_PHASE - 4096;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(2);
    /** Lets others have the connection, and the processor. */
    private static final Duration YIELD = Duration.ofMillis(1);

    private final InvalidationRelay relay;
    private @Nullable Run running;

    RelayThread(InvalidationRelay relay) {
        this.relay = relay;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    @Override
    public synchronized boolean isRunning() {
        return running != null;
    }

    @Override
    public void start() {
        Run run = new Run();
        synchronized (this) {
            if (running != null) {
                return;
            }
            running = run;
        }
        run.start();
    }

    @Override
    public void stop() {
        Run run;
        synchronized (this) {
            run = running;
            running = null;
        }
        if (run != null) {
            run.stop();
        }
    }

    /** The time between one start and the next stop. */
    private final class Run {
        private final CountDownLatch caughtUp = new CountDownLatch(1);
        private final CountDownLatch stopped = new CountDownLatch(1);
        private final RelayOutage outage = new RelayOutage();
        private final Thread thread = new Thread(null, this::relay, NAME, 0, false);
        private BooleanSupplier next = relay::firstPass;
        private Duration pause = PAUSE;

        void start() {
            thread.setDaemon(true);
            thread.start();
            try {
                caughtUp.await(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        void stop() {
            stopped.countDown();
            try {
                thread.join(PATIENCE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void relay() {
            Duration until = step();
            while (!isStopped(until)) {
                until = step();
            }
            attempt(() -> {
                relay.forget();
                return false;
            });
        }

        /** One pass; how long to wait before the next. */
        private Duration step() {
            if (attempt(next)) {
                return YIELD;
            }
            caughtUp.countDown();
            return pause;
        }

        /** Whether there is more to do at once. */
        private boolean attempt(BooleanSupplier pass) {
            try {
                boolean more = pass.getAsBoolean();
                next = relay::pass;
                pause = PAUSE;
                outage.ended();
                return more;
            } catch (RuntimeException | Error e) {
                // An Error too: nobody else in this process would relay what waits
                outage.failed(e);
                Duration longer = pause.multipliedBy(2);
                pause = longer.compareTo(MAX_PAUSE) < 0 ? longer : MAX_PAUSE;
                return false;
            }
        }

        private boolean isStopped(Duration until) {
            try {
                return stopped.await(until.toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                // Only code of the backend can have interrupted this thread, which goes on
                return false;
            }
        }
    }
}
