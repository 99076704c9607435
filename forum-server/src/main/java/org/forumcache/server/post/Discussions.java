package org.forumcache.server.post;

import java.time.Instant;
import java.util.UUID;

/**
 * The threads as far as writing their posts concerns them.
 *
 * <p>A thread is always locked before its posts, and until the transaction ends: it is neither moved nor deleted
 * meanwhile, so the category named in an event is the one at the commit, and two transactions never wait for each other.
 */
public interface Discussions {

    /** Locks the thread with that slug, or refuses with 404. */
    Discussion lock(String slug);

    /** Locks the thread with that id, or refuses with 404. */
    Discussion lock(UUID id);

    /** Counts a post that was added to a locked thread. */
    void added(UUID thread, Instant at);

    /** Counts a post out that was removed from a locked thread, whose latest is now of {@code lastActivity}. */
    void removed(UUID thread, Instant lastActivity);

    /** Takes note of the new text of a locked thread's opening post. */
    void reopened(UUID thread, String content);
}
