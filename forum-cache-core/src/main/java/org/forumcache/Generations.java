package org.forumcache;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The current generation of every group that has slots.
 *
 * <p>Nobody counts a generation's slots: they refer to it, and this index does so weakly. When the last slot is gone the
 * collector takes the generation, and the group is forgotten at the next opportunity, so that groups that exist in
 * requests only leave nothing behind. Forgetting is safe: a generation is an object with an identity, so one that comes
 * later never equals it, and one that some slot, or some thread about to store one, refers to is never forgotten.
 */
final class Generations {

    /** A generation for as long as somebody else refers to it. */
    private static final class Current extends WeakReference<Generation> {
        final String group;

        Current(String group, Generation generation, ReferenceQueue<Generation> forgotten) {
            super(generation, forgotten);
            this.group = group;
        }

        void end() {
            Generation generation = get();
            if (generation != null) {
                generation.end();
            }
        }
    }

    private final ConcurrentMap<String, Current> current = new ConcurrentHashMap<>();
    private final ReferenceQueue<Generation> forgotten = new ReferenceQueue<>();

    /** The generation that what is stored now in a group belongs to; the caller keeps it alive. */
    Generation join(String group) {
        Current known = current.get(group);
        Generation generation = known == null ? null : known.get();
        return generation == null ? begin(group) : generation;
    }

    private Generation begin(String group) {
        forget();
        Generation fresh = new Generation();
        Current mine = new Current(group, fresh, forgotten);
        while (true) {
            Current now = current.merge(group, mine, (old, own) -> old.get() == null ? own : old);
            // The fresh one is kept alive by this use only.
            Generation joined = now == mine ? fresh : now.get();
            // Another thread's may have been taken by the collector since.
            if (joined != null) {
                return joined;
            }
        }
    }

    /** Ends a group's current generation: all its slots are unusable when this returns. */
    void end(String group) {
        // Inside the group's place: whoever finds it empty afterwards must find the generation ended, too.
        var unused = current.computeIfPresent(group, (name, generation) -> {
            generation.end();
            return null;
        });
    }

    void endAll() {
        current.keySet().forEach(this::end);
    }

    /** How many groups are known, those without slots that have not been forgotten yet included. */
    int size() {
        forget();
        return current.size();
    }

    private void forget() {
        for (Reference<? extends Generation> gone = forgotten.poll(); gone != null; gone = forgotten.poll()) {
            if (gone instanceof Current known) {
                current.remove(known.group, known);
            }
        }
    }
}
