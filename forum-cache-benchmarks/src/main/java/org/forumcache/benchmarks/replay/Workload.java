package org.forumcache.benchmarks.replay;

/** The reads of one visitor after another. For one thread. */
interface Workload {

    /** The next read. */
    Step nextRead();
}
