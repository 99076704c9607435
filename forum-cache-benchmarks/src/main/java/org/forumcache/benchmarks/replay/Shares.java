package org.forumcache.benchmarks.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;

/** Things that are drawn, each as often as its weight says. Immutable. */
final class Shares<T> {
    private final List<T> things = new ArrayList<>();
    private final double[] upTo;

    /** Things and their weights, which need not add up to anything. */
    Shares(Map<T, Double> weights) {
        double sum = 0;
        this.upTo = new double[weights.size()];
        for (Map.Entry<T, Double> weight : weights.entrySet()) {
            if (weight.getValue() < 0) {
                throw new IllegalArgumentException("the weight of " + weight.getKey() + " is below 0");
            }
            sum += weight.getValue();
            upTo[things.size()] = sum;
            things.add(weight.getKey());
        }
        if (sum <= 0) {
            throw new IllegalArgumentException("there is nothing to draw from");
        }
    }

    T draw(UniformRandomProvider random) {
        double at = random.nextDouble() * upTo[upTo.length - 1];
        int i = 0;
        while (upTo[i] <= at) {
            i++;
        }
        return things.get(i);
    }
}
