package org.forumcache.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ForgettingQueueTest {
    private final ForgettingQueue queue = new ForgettingQueue();

    @Test
    void whatWasTakenIsGone() {
        queue.add(List.of(1L, 2L));
        queue.add(List.of(3L));

        assertThat(queue.takeAll()).containsExactly(1L, 2L, 3L);
        assertThat(queue.takeAll()).isEmpty();
    }

    @Test
    void whatDoesNotFitIsLeftToTheRelays() {
        queue.add(LongStream.range(0, ForgettingQueue.MAX_SIZE).boxed().toList());

        queue.add(List.of(-1L));

        assertThat(queue.takeAll()).hasSize(ForgettingQueue.MAX_SIZE).doesNotContain(-1L);
    }
}
