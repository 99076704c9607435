package org.forumcache.server.dashboard;

import org.forumcache.ForumEvent;

/**
 * Why something was invalidated.
 *
 * @param name of an event, or of what somebody did
 * @param about what it happened to, or who did it
 */
record Cause(String name, String about) {

    static Cause of(ForumEvent event) {
        return new Cause(event.getClass().getSimpleName(), subject(event));
    }

    private static String subject(ForumEvent event) {
        if (event instanceof ForumEvent.Listed listed) {
            return listed.thread() + " in " + listed.category();
        } else if (event instanceof ForumEvent.ThreadMoved moved) {
            return moved.thread() + " from " + moved.from() + " to " + moved.to();
        } else if (event instanceof ForumEvent.Reaction reaction) {
            return reaction.thread();
        } else if (event instanceof ForumEvent.CategoryEdited edited) {
            return edited.category();
        } else if (event instanceof ForumEvent.CategoryCreated created) {
            return created.category();
        }
        return "";
    }
}
