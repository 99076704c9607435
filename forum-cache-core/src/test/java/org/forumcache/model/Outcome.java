package org.forumcache.model;

import java.util.List;

/**
 * What an exploration found.
 *
 * @param states how many different states were reached
 * @param counterexample a shortest way to break the promise, step by step; empty if there is none
 */
record Outcome(int states, List<String> counterexample) {
    Outcome {
        counterexample = List.copyOf(counterexample);
    }

    boolean holds() {
        return counterexample.isEmpty();
    }
}
