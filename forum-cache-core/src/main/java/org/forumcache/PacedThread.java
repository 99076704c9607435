package org.forumcache;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One attempt after another, with pauses, in a thread that exists only while there is something to do.
 *
 * <p>The thread is a daemon: it does not keep a process alive. There is never more than one, whatever the number of
 * callers, and none once there is nothing left to do. Should it die nevertheless, the next call of {@link #ensure}
 * starts another.
 */
final class PacedThread {
    static final Duration PAUSE = Duration.ofMillis(100);

    private final Work work;
    private final Duration pause;
    private final FailureLog log;
    private final ThreadFactory threads;
    private @Nullable Thread running;
    private boolean closed;

    /** With the usual {@link #PAUSE}. */
    PacedThread(Runnable attempt, BooleanSupplier isDone, FailureLog log, ThreadFactory threads) {
        this(new Work(attempt, isDone), PAUSE, log, threads);
    }

    PacedThread(Work work, Duration pause, FailureLog log, ThreadFactory threads) {
        this.work = work;
        this.pause = pause;
        this.log = log;
        this.threads = threads;
    }

    /**
     * What the thread is for.
     *
     * @param attempt what it does after each pause
     * @param isDone whether nothing is left to do; whoever makes it false calls {@link #ensure} afterwards
     */
    record Work(Runnable attempt, BooleanSupplier isDone) {}

    /** Threads of a name that inherit neither the log context nor the security context of whoever starts them. */
    static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(null, task, name, 0, false);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Sees to it that the thread runs. */
    synchronized void ensure() {
        // Not to be asked without the lock: the thread may have found nothing to do, and be about to say that it ends.
        if (running != null || closed) {
            return;
        }
        try {
            Thread thread = threads.newThread(this::run);
            thread.start();
            running = thread;
        } catch (OutOfMemoryError e) {
            // The process has no thread left: no reason to fail the caller, and the next call tries again.
            log.failed("starting", "a thread of the cache's own", e);
        }
    }

    /** Lets the thread end after its attempt, and starts none any more. */
    synchronized void close() {
        closed = true;
    }

    private void run() {
        try {
            while (!hasEnded()) {
                pause();
                work.attempt().run();
            }
        } finally {
            gone();
        }
    }

    /** Under the lock of {@link #ensure}: whoever adds work just now finds this thread still at it, or starts the next. */
    private synchronized boolean hasEnded() {
        boolean done = closed || work.isDone().getAsBoolean();
        if (done) {
            gone();
        }
        return done;
    }

    private synchronized void gone() {
        if (running == Thread.currentThread()) {
            running = null;
        }
    }

    private void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        } catch (InterruptedException e) {
            // Only code of the backend can have interrupted its own thread; the next pause is a whole one again.
        }
    }
}
