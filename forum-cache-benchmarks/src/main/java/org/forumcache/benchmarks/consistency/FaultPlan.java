package org.forumcache.benchmarks.consistency;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * The endless sequence of one lane's faults, the same for the same seed. Every kind comes once before any comes again.
 */
final class FaultPlan {
    private static final double SHORTEST_MILLIS = 50;
    private static final double LONGEST_MILLIS = 3_000;

    private final List<FaultKind> kinds;
    private final int nodes;
    private final Random random;
    private final Deque<FaultKind> round = new ArrayDeque<>();

    /**
     * @param kinds of one lane, at least one
     * @param nodes how many nodes there are to choose from
     */
    FaultPlan(Collection<FaultKind> kinds, int nodes, long seed) {
        this.kinds = List.copyOf(kinds);
        this.nodes = nodes;
        this.random = new Random(seed * 31 + this.kinds.get(0).lane().name().hashCode());
    }

    /**
     * One fault.
     *
     * @param calm how long nothing breaks before it
     * @param node whom it hits, if it hits one
     * @param dice chooses among variants of the kind
     */
    record Planned(FaultKind kind, Duration calm, Duration length, int node, int dice) {}

    Planned next() {
        if (round.isEmpty()) {
            List<FaultKind> shuffled = new ArrayList<>(kinds);
            Collections.shuffle(shuffled, random);
            round.addAll(shuffled);
        }
        FaultKind kind = round.remove();
        return new Planned(kind, calm(kind.lane()), length(), random.nextInt(nodes), random.nextInt(1 << 16));
    }

    /** Long enough after what stops everybody that the cache is used again in between. */
    private Duration calm(FaultKind.Lane lane) {
        return switch (lane) {
            case NETWORK -> between(300, 1_500);
            case SERVER -> between(2_500, 5_000);
            case CACHE -> between(300, 2_000);
            // Starting a process takes processor time from everybody else.
            case WRITER -> between(2_000, 6_000);
        };
    }

    /** Short ones are more frequent: as many take less than 400 ms as more. */
    private Duration length() {
        double millis = SHORTEST_MILLIS * Math.pow(LONGEST_MILLIS / SHORTEST_MILLIS, random.nextDouble());
        return Duration.ofNanos((long) (millis * 1e6));
    }

    private Duration between(int millis, int moreMillis) {
        return Duration.ofMillis(millis + random.nextInt(moreMillis - millis));
    }
}
