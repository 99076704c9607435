package org.forumcache;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;

/**
 * The time as of a moment ago, for those who ask for it all the time: one read of memory, where the exact clock costs as
 * much as all the rest of a look-up.
 *
 * <p>A thread sets it every {@value #TICK_MILLIS} ms, and exists only while somebody asks: it ends after about a second
 * without a question. Until it runs, and if the process has no thread left for it, the answer is exact.
 */
final class CoarseClock implements Ticker {
    static final int TICK_MILLIS = 10;
    static final int TICKS_UNASKED = 100;
    static final String THREAD_NAME = "forum-cache-clock";

    /** Nobody sets the time. A real reading of that value would only be asked for exactly. */
    private static final long STOPPED = Long.MIN_VALUE;

    private final Ticker exact;
    private final PacedThread thread;
    private volatile long time = STOPPED;
    private volatile boolean asked;
    /** The thread's own. */
    private int ticksUnasked;

    CoarseClock(Ticker exact) {
        this(exact, PacedThread.named(THREAD_NAME));
    }

    /** With other threads than usual, for tests. */
    CoarseClock(Ticker exact, ThreadFactory threads) {
        this.exact = exact;
        PacedThread.Work work = new PacedThread.Work(this::tick, () -> time == STOPPED && !asked);
        this.thread = new PacedThread(
                work,
                Duration.ofMillis(TICK_MILLIS),
                new FailureLog(exact::read),
                task -> threads.newThread(() -> keepTime(task)));
    }

    /** However the thread ends, it leaves no time behind that nobody sets. */
    private void keepTime(Runnable task) {
        try {
            task.run();
        } finally {
            time = STOPPED;
        }
    }

    @Override
    public long read() {
        long seen = time;
        if (seen == STOPPED) {
            return started();
        }
        // Looked at first: threads that only read what others read do not wait for each other.
        if (!asked) {
            asked = true;
        }
        return seen;
    }

    private long started() {
        asked = true;
        thread.ensure();
        return exact.read();
    }

    private void tick() {
        ticksUnasked = asked ? 0 : ticksUnasked + 1;
        asked = false;
        time = ticksUnasked < TICKS_UNASKED ? exact.read() : STOPPED;
    }
}
