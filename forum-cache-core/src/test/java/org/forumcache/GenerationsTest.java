package org.forumcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class GenerationsTest {
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aGenerationBeginsHoweverOftenTheCollectorRuns() {
        Generations generations = new Generations();
        CountDownLatch done = new CountDownLatch(1);
        Thread joining = new Thread(() -> {
            for (int i = 0; i < 500_000; i++) {
                generations.join("plants").hasEnded();
                generations.end("plants");
            }
            done.countDown();
        });
        joining.setDaemon(true);
        joining.start();

        while (done.getCount() > 0) {
            System.gc();
        }

        assertThat(generations.size()).isZero();
    }
}
