package org.forumcache.benchmarks;

import java.lang.management.ManagementFactory;

/**
 * What a measurement ran on.
 *
 * @param redis its version; empty if none is used
 * @param load processes ready to run when the measurement began, averaged over a minute; negative if unknown
 */
record Machine(String redis, String java, String system, int processors, double load) {

    static Machine now(String redis) {
        return new Machine(
                redis,
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                currentLoad());
    }

    /** For a measurement that uses none. */
    static Machine withoutRedis() {
        return now("");
    }

    static double currentLoad() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    @Override
    public String toString() {
        String server = redis.isEmpty() ? "" : "Redis " + redis + ", ";
        return server + java + ", " + system + ", " + processors + " processors";
    }
}
