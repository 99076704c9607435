package org.forumcache.benchmarks.consistency;

import java.util.List;

/**
 * What is known when a run is over.
 *
 * @param faults those that were injected
 * @param episodes how some stale reads came about
 */
record Findings(Verdict verdict, List<Fault> faults, List<Episode> episodes) {
    Findings {
        faults = List.copyOf(faults);
        episodes = List.copyOf(episodes);
    }
}
