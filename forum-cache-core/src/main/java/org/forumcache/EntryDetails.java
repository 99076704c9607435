package org.forumcache;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What lies at a key, for those who look after the cache.
 *
 * @param state whether something usable lies there
 * @param entry what lies there, or {@code null} in every state but {@link State#STORED}
 * @param age for how long, reckoned from the time-to-live of its kind; zero if nothing does
 * @param timeLeft how long until it expires; zero if nothing does
 */
public record EntryDetails(State state, @Nullable CacheEntry entry, Duration age, Duration timeLeft) {

    /** Whether something usable lies at a key. */
    public enum State {
        /** A document, or the knowledge that there is none. */
        STORED,
        /** The lease of somebody who is loading the document. */
        LOADING,
        /** Nothing, or nothing that may be served. */
        NOTHING,
        /** The backend cannot be asked, or must not be trusted before it has taken what is pending. */
        UNREACHABLE
    }

    static EntryDetails without(State state) {
        return new EntryDetails(state, null, Duration.ZERO, Duration.ZERO);
    }
}
