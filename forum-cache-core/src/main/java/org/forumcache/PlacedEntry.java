package org.forumcache;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An entry at its place in this process: value and {@link Slot} in one object of 72 bytes, since two would be 96.
 *
 * <p>From its expiry on it is kept a while longer, in case loading it anew fails.
 */
final class PlacedEntry extends CacheEntry implements Slot {
    private final long expiresAt;
    private final @Nullable Generation generation;
    private final int keepMillis;

    /**
     * @param expiresAt when it stops to be a hit, by the backend's ticker
     * @param keep how much longer it is kept; more than 24 days are 24 days
     */
    PlacedEntry(CacheEntry entry, long expiresAt, Duration keep, @Nullable Generation generation) {
        super(entry);
        this.expiresAt = expiresAt;
        this.generation = generation;
        this.keepMillis = keep.toSeconds() >= Integer.MAX_VALUE / 1_000 ? Integer.MAX_VALUE : millis(keep);
    }

    private static int millis(Duration keep) {
        return (int) keep.plusNanos(999_999).toMillis();
    }

    @Override
    public @Nullable Generation generation() {
        return generation;
    }

    @Override
    public long diesAt() {
        return expiresAt + keepMillis * 1_000_000L;
    }

    @Override
    public @Nullable Lookup look(long now) {
        long left = expiresAt - now;
        return left > 0 && isCurrent() ? new Lookup.Hit(this, left) : null;
    }

    @Override
    public int heldBytes() {
        return bytes().length;
    }
}
