package org.forumcache.server;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;

/** Chance that can be told what happens next. */
final class ForcedRandom implements RandomGenerator {
    private final RandomGenerator chance = RandomGenerator.getDefault();
    private final Queue<Integer> forced = new ConcurrentLinkedQueue<>();

    /** The next {@code times} bounded numbers are this one. */
    void force(int number, int times) {
        for (int i = 0; i < times; i++) {
            forced.add(number);
        }
    }

    @Override
    public int nextInt(int bound) {
        Integer next = forced.poll();
        return next == null ? chance.nextInt(bound) : next;
    }

    @Override
    public long nextLong() {
        return chance.nextLong();
    }
}
