package org.forumcache.benchmarks.consistency;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** When each node was found to have no invalidation left to deliver. Immutable. */
final class Deliveries {
    private final Map<Integer, List<Sample>> samples = new HashMap<>();

    /**
     * A node had delivered everything when it was asked.
     *
     * @param asked right before
     * @param answered right after
     */
    record Sample(long asked, long answered) {}

    Deliveries(Map<Integer, List<Sample>> byNode) {
        byNode.forEach((node, some) -> samples.put(
                node,
                some.stream().sorted(Comparator.comparingLong(Sample::asked)).toList()));
    }

    /** By when the invalidation of the write had certainly arrived; {@link Long#MAX_VALUE} if that is not known. */
    long arrival(Write write) {
        if (write.delivery() == Write.Delivery.DELIVERED) {
            return write.acknowledged();
        }
        List<Sample> ofNode = samples.getOrDefault(write.node(), List.of());
        int from = 0;
        int to = ofNode.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (ofNode.get(middle).asked() > write.acknowledged()) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return from == ofNode.size() ? Long.MAX_VALUE : ofNode.get(from).answered();
    }
}
