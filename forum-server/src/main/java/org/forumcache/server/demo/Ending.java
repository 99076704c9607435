package org.forumcache.server.demo;

/** How a thread ends. */
enum Ending {
    /** Nobody tells what became of it. */
    OPEN,
    /** Whoever asked reports that it went well. */
    SOLVED,
    /** The same, and somebody finds the thread months later. */
    REVIVED
}
