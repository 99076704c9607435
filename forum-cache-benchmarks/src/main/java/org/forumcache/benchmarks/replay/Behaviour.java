package org.forumcache.benchmarks.replay;

import org.apache.commons.rng.UniformRandomProvider;

/** How visitors behave. */
public enum Behaviour {
    LOBSTERS("lobste.rs mix", true) {
        @Override
        Workload workload(UniformRandomProvider random) {
            return new LobstersMix(random);
        }
    },
    RUBBOS_USER("RUBBoS, users", true) {
        @Override
        Workload workload(UniformRandomProvider random) {
            return new RubbosSession(new TransitionTable(Resource.lines("rubbos-user.txt")), random);
        }
    },
    RUBBOS_BROWSE_ONLY("RUBBoS, browse-only", false) {
        @Override
        Workload workload(UniformRandomProvider random) {
            return new RubbosSession(new TransitionTable(Resource.lines("rubbos-browse-only.txt")), random);
        }
    };

    private final String title;
    private final boolean writes;

    Behaviour(String title, boolean writes) {
        this.title = title;
        this.writes = writes;
    }

    public String title() {
        return title;
    }

    /** Whether these visitors ever write. */
    public boolean mayWrite() {
        return writes;
    }

    abstract Workload workload(UniformRandomProvider random);
}
