package org.forumcache.server.reaction;

/** How many reactions of each kind there are. */
public record ReactionCounts(long like, long helpful, long love) {
    /** No reactions. */
    public static final ReactionCounts NONE = new ReactionCounts(0, 0, 0);
}
