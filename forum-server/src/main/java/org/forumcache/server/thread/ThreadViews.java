package org.forumcache.server.thread;

/** Told of every view of a thread's page, a cached one too. */
public interface ThreadViews {

    /** Notes one view; never blocks and never fails. */
    void viewed(String slug);
}
