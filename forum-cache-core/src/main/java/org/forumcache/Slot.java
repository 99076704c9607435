package org.forumcache;

import org.jspecify.annotations.Nullable;

/**
 * What lies at one key: a lease until its value, a {@link PlacedEntry}, replaces it. Times are readings of the backend's
 * ticker.
 */
sealed interface Slot permits PlacedEntry, Slot.Lease {
    /** The generation of the group the slot belongs to, or {@code null} if it stands alone. */
    @Nullable
    Generation generation();

    /** When the slot may be forgotten. */
    long diesAt();

    /** A hit or a live lease; {@code null} if the slot is of no use to a reader. */
    @Nullable
    Lookup look(long now);

    /** Bytes of the documents in the slot. */
    int heldBytes();

    /** Whether the slot has not been invalidated with its group. */
    default boolean isCurrent() {
        Generation generation = generation();
        return generation == null || !generation.hasEnded();
    }

    /** Whether nobody can use the slot any more. */
    default boolean isDead(long now) {
        return diesAt() - now <= 0 || !isCurrent();
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
            @Nullable PlacedEntry expired) implements Slot {
        @Override
        public @Nullable Lookup look(long now) {
            return isDead(now) ? null : new Lookup.Busy(token);
        }

        @Override
        public int heldBytes() {
            return expired == null ? 0 : expired.heldBytes();
        }
    }
}
