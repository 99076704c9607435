package org.forumcache.server.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ViewCounterTest {

    @Test
    void viewsAreAddedUpPerThread() {
        ViewCounter counter = new ViewCounter(10);

        counter.viewed("ferns");
        counter.viewed("mosses");
        counter.viewed("ferns");

        assertThat(counter.drain()).containsExactly(Map.entry("ferns", 2L), Map.entry("mosses", 1L));
    }

    @Test
    void drainingTakesEveryViewOnce() {
        ViewCounter counter = new ViewCounter(10);
        counter.viewed("ferns");

        counter.drain();

        assertThat(counter.drain()).isEmpty();
    }

    @Test
    void drainedThreadsAreOrderedBySlugSoThatRowsAreLockedInOneOrder() {
        ViewCounter counter = new ViewCounter(1_000);
        List<String> slugs = IntStream.range(0, 500).mapToObj(i -> "t" + i).toList();

        slugs.forEach(counter::viewed);

        assertThat(counter.drain().keySet())
                .containsExactlyElementsOf(slugs.stream().sorted().toList());
    }

    @Test
    void furtherThreadsAreDroppedAndReportedOnceTheBoundIsReached() {
        ViewCounter counter = new ViewCounter(2);

        List.of("a", "b", "c", "a", "c", "d").forEach(counter::viewed);

        assertThat(counter.drain()).containsExactly(Map.entry("a", 2L), Map.entry("b", 1L));
        assertThat(counter.takeDropped()).isEqualTo(3);
        assertThat(counter.takeDropped()).isZero();
    }

    @Test
    void drainingMakesRoomForOtherThreads() {
        ViewCounter counter = new ViewCounter(1);
        counter.viewed("a");
        counter.drain();

        counter.viewed("b");

        assertThat(counter.drain()).containsExactly(Map.entry("b", 1L));
        assertThat(counter.takeDropped()).isZero();
    }

    @Test
    void viewsPutBackAreAddedToThoseCountedMeanwhile() {
        ViewCounter counter = new ViewCounter(10);
        counter.viewed("ferns");
        Map<String, Long> unwritten = counter.drain();
        counter.viewed("ferns");

        counter.putBack(unwritten);

        assertThat(counter.drain()).containsExactly(Map.entry("ferns", 2L));
    }

    @Test
    void viewsPutBackObeyTheBoundToo() {
        ViewCounter counter = new ViewCounter(2);
        counter.viewed("a");

        counter.putBack(Map.of("b", 5L));
        counter.putBack(Map.of("c", 7L));

        assertThat(counter.drain()).containsExactly(Map.entry("a", 1L), Map.entry("b", 5L));
        assertThat(counter.takeDropped()).isEqualTo(7);
    }

    @Test
    void noViewIsLostOrCountedTwiceWhileThreadsAreDrainedConcurrently() throws Exception {
        ViewCounter counter = new ViewCounter(10);
        int viewers = 4;
        int views = 50_000;
        CountDownLatch begin = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(viewers);
        for (int viewer = 0; viewer < viewers; viewer++) {
            new Thread(() -> {
                        awaitQuietly(begin);
                        IntStream.range(0, views).forEach(view -> counter.viewed("t" + view % 3));
                        done.countDown();
                    })
                    .start();
        }

        begin.countDown();
        long drained = 0;
        while (done.getCount() > 0) {
            drained += sum(counter.drain());
        }
        drained += sum(counter.drain());

        assertThat(drained).isEqualTo((long) viewers * views);
        assertThat(counter.takeDropped()).isZero();
    }

    @Test
    void aCounterWithoutRoomIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ViewCounter(0))
                .withMessageContaining("maxThreads must be at least 1");
    }

    private static long sum(Map<String, Long> views) {
        return views.values().stream().mapToLong(Long::longValue).sum();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
