package org.forumcache;

import org.jspecify.annotations.Nullable;

/** What lies at one key: a lease until its value replaces it. Times are readings of the backend's ticker. */
sealed interface Slot {
    /** The generation of the group the slot belongs to, or {@code null} if it stands alone. */
    @Nullable
    Generation generation();

    /** When the slot may be forgotten. */
    long diesAt();

    /** A hit or a live lease; {@code null} if the slot is of no use to a reader. */
    @Nullable
    Lookup look(long now);

    /** Bytes of the documents in the slot. */
    int bytes();

    /** Whether the slot has not been invalidated with its group. */
    default boolean isCurrent() {
        Generation generation = generation();
        return generation == null || !generation.hasEnded();
    }

    /**
     * A stored answer.
     *
     * @param expiresAt when it stops to be a hit; from then until {@code diesAt} it is kept in case loading fails
     */
    record Value(
            CacheEntry entry,
            long expiresAt,
            long diesAt,
            @Nullable Generation generation) implements Slot {
        @Override
        public @Nullable Lookup look(long now) {
            long left = expiresAt - now;
            return left > 0 && isCurrent() ? new Lookup.Hit(entry, left) : null;
        }

        @Override
        public int bytes() {
            return entry.bytes().length;
        }
    }

    /**
     * Somebody is loading.
     *
     * @param diesAt when the lease is void
     * @param expired the value that lay here, expired but not invalidated
     */
    record Lease(
            Token token,
            long diesAt,
            @Nullable Generation generation,
            @Nullable Value expired) implements Slot {
        @Override
        public @Nullable Lookup look(long now) {
            return isHeld(now) ? new Lookup.Busy(token) : null;
        }

        boolean isHeld(long now) {
            return diesAt - now > 0 && isCurrent();
        }

        @Override
        public int bytes() {
            return expired == null ? 0 : expired.bytes();
        }
    }
}
