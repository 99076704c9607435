package org.forumcache;

import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The comparison of a share of all hits with the database, a second after each was served. It reports and repairs
 * nothing: it neither fills the cache nor changes an entry.
 *
 * <p>What it costs is bounded, whatever the number of hits: one daemon thread, while there is something to compare; ten
 * loads a second at most, one at a time, and never more than half of one connection's time; {@value #MAX_WAITING} samples
 * that wait, each with its document and its loader, and none longer than three seconds for its first load. What is more
 * than that is dropped, and counted.
 */
final class Inspector implements AutoCloseable {
    static final Duration DELAY = Duration.ofSeconds(1);
    static final int MAX_WAITING = 16;
    static final String THREAD_NAME = "forum-cache-inspector";
    private static final Duration MAX_LATE = Duration.ofSeconds(2);

    private final double rate;
    private final DoubleSupplier random;
    private final LongSupplier nanoClock;
    private final Examiner examiner;
    private final Tally tally;
    private final PacedThread thread;
    private final Queue<Sample> samples = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private long restUntil;
    private volatile boolean closed;
    private volatile @Nullable Thread inspecting;

    /**
     * @param rate the share of hits that are compared, from 0 to 1
     */
    Inspector(double rate, DoubleSupplier random, Examiner examiner, Tally tally, Timing timing) {
        this.rate = rate;
        this.random = random;
        this.examiner = examiner;
        this.tally = tally;
        this.nanoClock = timing.nanoClock();
        this.restUntil = nanoClock.getAsLong();
        this.thread = new PacedThread(this::step, this::isDone, new FailureLog(nanoClock), timing.threads());
    }

    /** The clock that an inspector goes by, and what makes its thread. */
    record Timing(LongSupplier nanoClock, ThreadFactory threads) {
        static Timing by(LongSupplier nanoClock) {
            return new Timing(nanoClock, PacedThread.named(THREAD_NAME));
        }
    }

    boolean isOn() {
        return rate > 0;
    }

    /** Whether the calling thread loads for a comparison: what it reads must come from the database. */
    boolean isInspecting() {
        return Thread.currentThread() == inspecting;
    }

    Inspection found() {
        return tally.snapshot();
    }

    /** A hit was found, and is served to whoever could have loaded it. Costs a random number, and nothing if off. */
    void served(EntryKey key, CacheEntry entry, Supplier<? extends Optional<?>> loader) {
        if (samples()) {
            compare(key, entry, loader);
        }
    }

    /** Whether the hit that was just found is to be compared. Costs a random number, and nothing if off. */
    boolean samples() {
        return rate > 0 && random.getAsDouble() < rate;
    }

    /** Compares a hit that was drawn, unless too many wait. */
    void compare(EntryKey key, CacheEntry entry, Supplier<? extends Optional<?>> loader) {
        if (closed || waiting.get() >= MAX_WAITING) {
            tally.dropped();
        } else if (waiting.incrementAndGet() > MAX_WAITING) {
            waiting.decrementAndGet();
            tally.dropped();
        } else {
            samples.add(new Sample(key, entry, loader, nanoClock.getAsLong()));
            thread.ensure();
        }
    }

    /** Compares one sample, or looks again at one, if there is one whose time has come. */
    void step() {
        long begin = nanoClock.getAsLong();
        if (closed || begin - restUntil < 0) {
            return;
        }
        inspecting = Thread.currentThread();
        try {
            if (!examiner.lookAgain()) {
                compareNext(begin);
            }
        } finally {
            inspecting = null;
            long end = nanoClock.getAsLong();
            restUntil = end + (end - begin);
        }
    }

    private void compareNext(long now) {
        for (Sample next = samples.peek(); next != null; next = samples.peek()) {
            long late = now - next.servedAt() - DELAY.toNanos();
            if (late < 0) {
                return;
            }
            samples.poll();
            waiting.decrementAndGet();
            if (late <= MAX_LATE.toNanos()) {
                examiner.examine(next);
                return;
            }
            tally.dropped();
        }
    }

    private boolean isDone() {
        return waiting.get() == 0 && !examiner.hasSuspicions();
    }

    /** Lets the thread end once it has done what it is at, and takes no samples any more. */
    @Override
    public void close() {
        closed = true;
        thread.close();
        samples.clear();
    }
}
