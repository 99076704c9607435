package org.forumcache.benchmarks.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PolicyTest {

    @Test
    void theTraceIsRead() {
        Trace trace = Trace.web07();

        assertThat(trace.length()).isEqualTo(76_118);
        assertThat(trace.distinct()).isEqualTo(20_484);
        assertThat(trace.at(5)).isEqualTo(3);
    }

    @Test
    void leastRecentlyUsedLeavesFirst() {
        Trace trace = new Trace(1, 2, 1, 3, 2, 1);

        assertThat(Policy.LRU.hits(trace, 2)).isEqualTo(1);
        assertThat(Policy.LRU.hits(trace, 3)).isEqualTo(3);
    }

    @Test
    void theOptimumIsWhatTryingAllChoicesFinds() {
        Random random = new Random(7);

        for (int round = 0; round < 50; round++) {
            int[] requests = random.ints(12, 0, 5).toArray();
            assertThat(Policy.OPTIMUM.hits(new Trace(requests), 2)).isEqualTo(best(requests, 0, Set.of(), 2));
        }
    }

    /** The most hits from a request on, whatever is kept of what was seen. */
    private static int best(int[] requests, int from, Set<Integer> kept, int room) {
        if (from == requests.length) {
            return 0;
        }
        int hit = kept.contains(requests[from]) ? 1 : 0;
        int most = best(requests, from + 1, kept, room);
        if (hit == 0) {
            if (kept.size() < room) {
                most = Math.max(most, best(requests, from + 1, with(kept, requests[from]), room));
            }
            for (Integer victim : kept) {
                Set<Integer> others = new HashSet<>(kept);
                others.remove(victim);
                most = Math.max(most, best(requests, from + 1, with(others, requests[from]), room));
            }
        }
        return hit + most;
    }

    private static Set<Integer> with(Set<Integer> kept, int one) {
        Set<Integer> more = new HashSet<>(kept);
        more.add(one);
        return more;
    }

    @Test
    void whatFitsIsMissedOnce() {
        Trace trace = new Trace(1, 2, 3, 1, 2, 3, 1, 2, 3);

        assertThat(Policy.FORUM_CACHE.hits(trace, 30)).isEqualTo(6);
        assertThat(Policy.OPTIMUM.hits(trace, 3)).isEqualTo(6);
    }
}
