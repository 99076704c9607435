package org.forumcache;

import java.util.HashSet;
import java.util.Set;

/** The time between two invalidations of one group, and the keys of the slots that belong to it. */
final class Generation {
    private final String group;
    private final Set<String> members = new HashSet<>();
    private volatile boolean ended;

    Generation(String group) {
        this.group = group;
    }

    String group() {
        return group;
    }

    /** Guarded by the group's place in {@link Generations}; unchanging once the generation is no longer there. */
    Set<String> members() {
        return members;
    }

    boolean hasEnded() {
        return ended;
    }

    void end() {
        ended = true;
    }
}
