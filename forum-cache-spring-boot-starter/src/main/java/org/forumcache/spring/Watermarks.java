package org.forumcache.spring;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Which records are at least a second old, told without asking any clock for the time of day: the highest id that was
 * there a monotonic second ago, and all below it. A record below it may be younger, if its transaction took long; it is
 * then applied twice, which does no harm. For one thread.
 */
final class Watermarks {
    static final Duration AGE = Duration.ofSeconds(1);

    private final LongSupplier nanoClock;
    private final Deque<Mark> marks = new ArrayDeque<>();
    private OptionalLong settled = OptionalLong.empty();

    Watermarks(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    private record Mark(long id, long seenAt) {}

    /** Remembers what is the highest id now. */
    void see(OptionalLong newest) {
        newest.ifPresent(id -> marks.addLast(new Mark(id, nanoClock.getAsLong())));
    }

    /** Takes everything seen so far for old: nobody in this process is about to apply it. */
    void settleAll() {
        if (!marks.isEmpty()) {
            settled = OptionalLong.of(marks.getLast().id());
            marks.clear();
        }
    }

    /** The highest id seen at least a second ago, as long as nothing says that all up to it are done. */
    OptionalLong settled() {
        long now = nanoClock.getAsLong();
        while (!marks.isEmpty() && now - marks.getFirst().seenAt() >= AGE.toNanos()) {
            settled = OptionalLong.of(marks.removeFirst().id());
        }
        return settled;
    }

    /** Notes that nothing is left of what has settled. */
    void done() {
        settled = OptionalLong.empty();
    }
}
