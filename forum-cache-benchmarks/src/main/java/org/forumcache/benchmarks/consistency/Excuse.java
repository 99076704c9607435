package org.forumcache.benchmarks.consistency;

/** What the promise of the default mode excepts. */
public enum Excuse {
    /** Nothing: the read is wrong. */
    NONE,
    /** No write that the read missed had been delivered to the cache by its process. */
    UNDELIVERED,
    /** Another server had taken over, and some nodes were still answered by the former. */
    FORMER_SERVER
}
