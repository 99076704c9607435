package org.forumcache.benchmarks.consistency;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The highest version that there is at each moment. Immutable. */
final class Timeline {
    private final long[] times;
    private final int[] highest;

    /** A version that there is from a moment on. */
    record Event(long time, int version) {}

    private Timeline(long[] times, int[] highest) {
        this.times = times;
        this.highest = highest;
    }

    static Timeline of(Collection<Event> events) {
        List<Event> sorted =
                events.stream().sorted(Comparator.comparingLong(Event::time)).toList();
        int[] highest = sorted.stream().mapToInt(Event::version).toArray();
        Arrays.parallelPrefix(highest, Math::max);
        return new Timeline(sorted.stream().mapToLong(Event::time).toArray(), highest);
    }

    /** The highest version before that moment, or zero. */
    int before(long time) {
        return upTo(Arrays.binarySearch(times, time), time);
    }

    private int upTo(int found, long time) {
        int count = found < 0 ? -found - 1 : found;
        while (count > 0 && times[count - 1] == time) {
            count--;
        }
        return count == 0 ? 0 : highest[count - 1];
    }

    /** When there was a higher version than this for the first time; {@link Long#MAX_VALUE} if there never was. */
    long firstAbove(int version) {
        int from = 0;
        int to = highest.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (highest[middle] > version) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return from == times.length ? Long.MAX_VALUE : times[from];
    }

    /** Answers like {@link #before}, in constant time, for moments that do not decrease. */
    Sweep sweep() {
        return new Sweep();
    }

    final class Sweep {
        private int count;

        int before(long time) {
            while (count < times.length && times[count] < time) {
                count++;
            }
            return count == 0 ? 0 : highest[count - 1];
        }
    }
}
