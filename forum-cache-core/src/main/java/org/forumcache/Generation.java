package org.forumcache;

/** The time between two invalidations of one group. A slot belongs to the generation it refers to. */
final class Generation {
    private volatile boolean ended;

    boolean hasEnded() {
        return ended;
    }

    void end() {
        ended = true;
    }
}
