package org.forumcache.benchmarks.consistency;

/** A thread of the harness, which keeps no process alive. */
final class Daemon extends Thread {
    Daemon(Runnable work) {
        super(work, "consistency");
        setDaemon(true);
    }
}
