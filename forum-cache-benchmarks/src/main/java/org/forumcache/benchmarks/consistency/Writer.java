package org.forumcache.benchmarks.consistency;

import java.util.Random;
import java.util.function.BooleanSupplier;
import org.forumcache.benchmarks.consistency.Write.Delivery;

/** Changes anything, again and again, with pauses. */
final class Writer implements Runnable {
    private static final int LONGEST_PAUSE_NANOS = 60_000_000;

    private final Node node;
    private final WriteLog log;
    private final Random random;
    private final BooleanSupplier ended;

    Writer(Node node, WriteLog log, Random random, BooleanSupplier ended) {
        this.node = node;
        this.log = log;
        this.random = random;
        this.ended = ended;
    }

    @Override
    public void run() {
        while (!ended.getAsBoolean()) {
            write();
            Pause.nanos(random.nextInt(LONGEST_PAUSE_NANOS));
        }
    }

    private void write() {
        long start = System.nanoTime();
        boolean[] committing = new boolean[1];
        try {
            boolean changed = node.write(random, change -> {
                log.trying(change, start);
                committing[0] = true;
            });
            if (changed) {
                // Asked first: whatever arrives between the two had not arrived at the acknowledgement.
                Delivery delivery = node.hasDelivered() ? Delivery.DELIVERED : Delivery.PENDING;
                log.acknowledged(System.nanoTime(), delivery);
            }
        } catch (RuntimeException e) {
            if (committing[0]) {
                log.lost();
            } else {
                log.failed();
            }
        }
    }
}
