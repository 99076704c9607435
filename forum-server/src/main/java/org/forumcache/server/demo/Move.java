package org.forumcache.server.demo;

/**
 * What somebody can do next in a thread.
 *
 * @see Conversation
 */
enum Move {
    ADVISE(9),
    QUERY(3),
    /** Bring up a problem of one's own, when the first one has been talked through. */
    DRIFT(6),
    REACT(2),
    TELL(3),
    JOIN(2),
    TIP(3),
    THANK(3),
    CHAT(1),
    NUDGE(1);

    private final int weight;

    Move(int weight) {
        this.weight = weight;
    }

    /** How often it is done compared with the others, as long as there is something new to say. */
    int weight() {
        return weight;
    }
}
