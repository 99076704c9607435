package org.forumcache.redis;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What copies rest on that were read alike; when it falls, all of them do. Shared by them, so that a copy is small.
 *
 * @param epoch in which they were read
 * @param term of the server that holds the entries
 * @param guard of the server that holds the generation; the same if they stand alone
 * @param lists those they belong to; {@code null} if they stand alone
 * @param since when it was made, by {@link System#nanoTime}; from then on copies count the time until they expire
 */
record Backing(Epoch epoch, Term term, Term guard, Place.@Nullable Lists lists, long since) {
    /** What lives longer is not copied: with the next, it must fit into milliseconds in four bytes, which are 24.8 days. */
    static final long LONGEST_LIFE = Duration.ofDays(23).toNanos();

    private static final long LONGEST_USE = Duration.ofDays(1).toNanos();

    /** Whether copies made now may rest on it. */
    boolean fits(Backing other) {
        return term.equals(other.term)
                && guard.equals(other.guard)
                && lists == other.lists
                && epoch.isSameAs(other.epoch)
                && other.since - since < LONGEST_USE;
    }

    /** Rounded down: a copy may leave a little early. */
    int millisUntil(long expiresAt) {
        return Math.toIntExact((expiresAt - since) / Place.NANOS_IN_MILLI);
    }

    /** Whether copies may be shown to a reader that started no later than now, the epoch apart. */
    @SuppressWarnings("ReferenceEquality") // most often it is the very same
    boolean holds(long now) {
        // Trust first: what a push has ended before the ping that is trusted must be seen to have ended.
        return term.isTrusted(now) && (guard == term || guard.isTrusted(now)) && (lists == null || !lists.haveEnded());
    }

    boolean hasEnded() {
        return term.hasEnded() || guard.hasEnded() || (lists != null && lists.haveEnded());
    }
}
