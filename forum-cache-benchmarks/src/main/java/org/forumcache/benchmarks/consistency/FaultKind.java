package org.forumcache.benchmarks.consistency;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What can break. */
public enum FaultKind {
    /** Bytes between a node and Redis take longer. */
    REDIS_DELAY(Lane.NETWORK),
    /** A node cannot connect to Redis. */
    REDIS_CUT(Lane.NETWORK),
    /** A node's connections to Redis stay open, and nothing passes. */
    REDIS_HALF_OPEN(Lane.NETWORK),
    /** Nothing passes between a node and Redis in one direction. */
    REDIS_ONE_WAY(Lane.NETWORK),
    /** Bytes between a node and the database take longer. */
    DATABASE_DELAY(Lane.NETWORK),
    /** A node cannot connect to the database. */
    DATABASE_CUT(Lane.NETWORK),
    /** A node's connections to the database stay open, and nothing passes. */
    DATABASE_HALF_OPEN(Lane.NETWORK),
    /** Nothing passes between a node and the database in one direction. */
    DATABASE_ONE_WAY(Lane.NETWORK),
    /** Redis is stopped with SIGSTOP and goes on later. */
    REDIS_PAUSE(Lane.SERVER),
    /** Redis is killed and comes back with what it held. */
    REDIS_RESTART(Lane.SERVER),
    /** Redis is killed and comes back empty. */
    REDIS_RESTART_EMPTY(Lane.SERVER),
    /** Redis is killed and comes back with what it held some time before. */
    REDIS_RESTART_OLD(Lane.SERVER),
    /** Redis is killed, and a replica that lags behind takes its place; nodes find it one after another. */
    REDIS_PROMOTION(Lane.SERVER),
    /** The same, but Redis is not killed before the last node has left it. */
    REDIS_SPLIT(Lane.SERVER),
    /** Redis has no memory left. */
    REDIS_FULL(Lane.SERVER),
    /** Single keys of Redis disappear: leases, generations, the epoch, pages. */
    EVICTION(Lane.CACHE),
    /** Redis ends the connections over which it pushes changes to near caches, now and then. */
    PUSHES_LOST(Lane.CACHE),
    /** Loads take longer than a lease lives. */
    SLOW_LOADER(Lane.CACHE),
    /** A process that writes is killed at any moment. */
    WRITER_KILL(Lane.WRITER);

    private final Lane lane;

    FaultKind(Lane lane) {
        this.lane = lane;
    }

    /** Faults that come one after another; those of different lanes overlap. */
    enum Lane {
        NETWORK,
        SERVER,
        CACHE,
        WRITER
    }

    Lane lane() {
        return lane;
    }

    /** As the command line writes it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The kinds that the command line names: {@code all}, {@code none}, or some of them.
     *
     * @throws IllegalArgumentException if one of them does not exist
     */
    public static Set<FaultKind> named(List<String> labels) {
        if (labels.equals(List.of("all"))) {
            return EnumSet.allOf(FaultKind.class);
        }
        Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
        if (!labels.equals(List.of("none"))) {
            labels.forEach(label -> kinds.add(named(label)));
        }
        return kinds;
    }

    private static FaultKind named(String label) {
        return Arrays.stream(values())
                .filter(kind -> kind.label().equals(label))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no fault " + label + "; choose all, none, or some of " + labels()));
    }

    private static String labels() {
        return Arrays.stream(values()).map(FaultKind::label).collect(Collectors.joining(", "));
    }
}
