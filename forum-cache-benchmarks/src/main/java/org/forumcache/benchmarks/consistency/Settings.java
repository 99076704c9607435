package org.forumcache.benchmarks.consistency;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a run is like.
 *
 * @param crew who works on it
 * @param faults what breaks, as far as it can
 * @param seed of everything that is left to chance, but for what threads make of it
 * @param extra settings of the nodes' applications, as {@code name=value}
 */
public record Settings(
        Crew crew, Duration time, Protocol protocol, Set<FaultKind> faults, long seed, List<String> extra) {

    /** The setting that switches the near cache on. */
    public static final String NEAR = "forum.cache.near.enabled=true";

    private static final Duration LONGEST_SILENCE = Duration.ofMillis(250);

    public Settings {
        extra = List.copyOf(extra);
        faults = possible(faults, protocol.hasNear() || extra.contains(NEAR));
    }

    /** Where nobody is pushed to, no push is lost. */
    private static Set<FaultKind> possible(Set<FaultKind> wanted, boolean near) {
        Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
        kinds.addAll(wanted);
        if (!near) {
            kinds.remove(FaultKind.PUSHES_LOST);
        }
        return Collections.unmodifiableSet(kinds);
    }

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
