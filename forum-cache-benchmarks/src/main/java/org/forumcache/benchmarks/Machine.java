package org.forumcache.benchmarks;

import java.lang.management.ManagementFactory;

/**
 * What a measurement ran on.
 *
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

    static double currentLoad() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    @Override
    public String toString() {
        return "Redis " + redis + ", " + java + ", " + system + ", " + processors + " processors";
    }
}
