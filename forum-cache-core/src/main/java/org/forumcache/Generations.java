package org.forumcache;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The current generation of every group that has slots: an exact index that forgets a group with its last slot.
 *
 * <p>Forgetting is safe: a generation is an object with an identity, so one that comes later never equals it.
 */
final class Generations {
    private final ConcurrentMap<String, Generation> current = new ConcurrentHashMap<>();

    /** Adds a key to its group's current generation. */
    Generation join(String group, String key) {
        return current.compute(group, (name, generation) -> {
            Generation joined = generation == null ? new Generation(name) : generation;
            joined.members().add(key);
            return joined;
        });
    }

    /** Removes a key from a generation; does nothing if that has ended. */
    void leave(Generation generation, String key) {
        current.computeIfPresent(generation.group(), (name, now) -> {
            if (now != generation) {
                return now;
            }
            now.members().remove(key);
            return now.members().isEmpty() ? null : now;
        });
    }

    /** Ends a group's current generation; {@code null} if it has none, and so no slots. */
    @Nullable
    Generation end(String group) {
        AtomicReference<Generation> ended = new AtomicReference<>();
        // Inside the group's place: whoever finds it empty afterwards must find the generation ended, too.
        current.computeIfPresent(group, (name, generation) -> {
            generation.end();
            ended.setPlain(generation);
            return null;
        });
        return ended.getPlain();
    }

    Set<String> groups() {
        return Set.copyOf(current.keySet());
    }

    /** How many keys there are in all groups; exact while nothing changes. */
    int size() {
        return current.values().stream()
                .mapToInt(generation -> generation.members().size())
                .sum();
    }
}
