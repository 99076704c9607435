package org.forumcache;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the cache's own threads, and knows what has become of them. */
final class RecordedThreads implements ThreadFactory {
    private final List<Thread> made = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();

    /** Fails so many times as a process does that may have no more threads. */
    void refuse(int times) {
        refusals.set(times);
    }

    List<Thread> made() {
        return List.copyOf(made);
    }

    boolean allEnded() {
        return made.stream().noneMatch(Thread::isAlive);
    }

    @Override
    public Thread newThread(Runnable task) {
        if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new OutOfMemoryError("unable to create native thread");
        }
        Thread thread = PacedThread.named(Undelivered.THREAD_NAME).newThread(task);
        // Awaitility would fail the test for what a thread died of.
        thread.setUncaughtExceptionHandler((dead, cause) -> {});
        made.add(thread);
        return thread;
    }
}
