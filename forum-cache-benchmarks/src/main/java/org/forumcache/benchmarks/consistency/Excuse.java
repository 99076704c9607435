package org.forumcache.benchmarks.consistency;

/** What the promise of the default mode excepts. */
public enum Excuse {
    /** Nothing: the read is wrong. */
    NONE,
    /** No write that the read missed had been delivered to the cache by its process. */
    UNDELIVERED,
    /** Other nodes have invalidated what the read missed, but no longer ago than copies may live in a process. */
    WITHIN_WINDOW,
    /** Another server had taken over, and some nodes were still answered by the former. */
    FORMER_SERVER
}
