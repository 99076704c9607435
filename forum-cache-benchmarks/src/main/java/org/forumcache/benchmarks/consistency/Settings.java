package org.forumcache.benchmarks.consistency;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What a run is like.
 *
 * @param crew who works on it
 * @param faults what breaks
 * @param seed of everything that is left to chance, but for what threads make of it
 * @param extra settings of the nodes' applications, as {@code name=value}
 */
public record Settings(
        Crew crew, Duration time, Protocol protocol, Set<FaultKind> faults, long seed, List<String> extra) {

    /** The setting that switches the near cache on. */
    public static final String NEAR = "forum.cache.near.enabled=true";

    private static final Duration LONGEST_SILENCE = Duration.ofMillis(250);

    /** For how long a node may show what another one has invalidated: not at all without the near cache. */
    Duration window() {
        return protocol.hasNear() || extra.contains(NEAR) ? LONGEST_SILENCE : Duration.ZERO;
    }

    /**
     * Who works on it.
     *
     * @param readers of each node
     * @param writers of each node
     */
    public record Crew(int nodes, int readers, int writers) {}
}
