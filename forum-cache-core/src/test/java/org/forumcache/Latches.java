package org.forumcache;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;

/** Waits that end a test rather than hang it. */
final class Latches {
    private Latches() {}

    static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, SECONDS)).as("the latch opened").isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
