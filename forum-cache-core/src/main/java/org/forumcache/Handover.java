package org.forumcache;

import org.jspecify.annotations.Nullable;

/** Where one thread leaves a look-up for a later read of its own. */
final class Handover {
    // One for each cache: what was seen in one is nothing to another.
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<Sighting> left = new ThreadLocal<>();
    // Not volatile: a thread that has left something sees its own write, and no other one needs to look.
    private boolean used;

    void leave(Sighting sighting) {
        used = true;
        left.set(sighting);
    }

    /** What this thread has left, if it is of that key; once. */
    @Nullable
    Sighting take(EntryKey key) {
        if (!used) {
            return null;
        }
        Sighting sighting = left.get();
        if (sighting == null || !sighting.key().equals(key)) {
            return null;
        }
        left.remove();
        return sighting;
    }

    /** Forgets what this thread has left: it is used up, or older than what this thread has written. */
    void clear() {
        if (used) {
            left.remove();
        }
    }
}
