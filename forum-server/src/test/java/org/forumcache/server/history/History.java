package org.forumcache.server.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What readers saw and writers were told, with monotonic times in nanoseconds.
 *
 * <p>A thread's version is the number of its posts, and every write adds one. A read is stale if it started after more
 * writes had been acknowledged than it shows. Only acknowledged writes are recorded: one whose outcome is unknown
 * promises nothing.
 */
final class History {
    record Acknowledged(String thread, long end) {}

    /** A page that was read through one of the servers, which are numbered from 0. */
    record Read(String thread, String path, long start, int posts, int server) {}

    /** A read that showed fewer posts than had been acknowledged when it started. */
    record Violation(Read read, int acknowledged, long nanosSinceMissing) {}

    private final Queue<Acknowledged> writes = new ConcurrentLinkedQueue<>();
    private final Queue<Read> reads = new ConcurrentLinkedQueue<>();
    private final int postsAtStart;

    History(int postsAtStart) {
        this.postsAtStart = postsAtStart;
    }

    void acknowledged(String thread, long end) {
        writes.add(new Acknowledged(thread, end));
    }

    void read(Read read) {
        reads.add(read);
    }

    int reads() {
        return reads.size();
    }

    int writes() {
        return writes.size();
    }

    /** All stale reads, the least stale first: its history is the shortest to follow. */
    List<Violation> violations() {
        Map<String, long[]> ends = sortedEnds();
        List<Violation> violations = new ArrayList<>();
        for (Read read : reads) {
            long[] acknowledged = ends.getOrDefault(read.thread(), new long[0]);
            int required = postsAtStart + countBefore(acknowledged, read.start());
            if (read.posts() < required) {
                long missing = acknowledged[Math.max(0, read.posts() - postsAtStart)];
                violations.add(new Violation(read, required, read.start() - missing));
            }
        }
        violations.sort(Comparator.comparingLong(Violation::nanosSinceMissing));
        return violations;
    }

    private Map<String, long[]> sortedEnds() {
        Map<String, List<Long>> byThread = new HashMap<>();
        writes.forEach(write -> byThread.computeIfAbsent(write.thread(), thread -> new ArrayList<>())
                .add(write.end()));
        Map<String, long[]> sorted = new HashMap<>();
        byThread.forEach((thread, ends) -> sorted.put(
                thread, ends.stream().mapToLong(Long::longValue).sorted().toArray()));
        return sorted;
    }

    private static int countBefore(long[] sorted, long time) {
        int index = Arrays.binarySearch(sorted, time);
        return index < 0 ? -index - 1 : index;
    }
}
