package org.forumcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class CoarseClockTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final FakeTicker exact = new FakeTicker();
    private final RecordedThreads threads = new RecordedThreads();
    private final CoarseClock clock = new CoarseClock(exact, threads);

    @Test
    void itsFirstAnswerIsExact() {
        exact.advance(HOUR);

        assertThat(clock.read()).isEqualTo(exact.read());
    }

    @Test
    void itFollowsTheExactClock() {
        var unused = clock.read();

        for (int hour = 0; hour < 3; hour++) {
            exact.advance(HOUR);

            await().until(() -> clock.read() == exact.read());
        }
        assertThat(threads.made()).hasSize(1);
    }

    @Test
    void itsThreadEndsWhenNobodyAsks() {
        var unused = clock.read();

        await().until(threads::allEnded);

        assertThat(threads.made()).hasSize(1);
    }

    @Test
    void itIsExactAgainAfterItHasStopped() {
        var unused = clock.read();
        await().until(threads::allEnded);

        exact.advance(HOUR);

        assertThat(clock.read()).isEqualTo(exact.read());
        await().until(() -> threads.made().size() == 2);
    }

    @Test
    void itIsExactIfItsThreadDies() {
        Thread asking = Thread.currentThread();
        AtomicBoolean broken = new AtomicBoolean();
        CoarseClock dying = new CoarseClock(
                () -> {
                    if (broken.get() && Thread.currentThread() != asking) {
                        throw new IllegalStateException("the clock is broken");
                    }
                    return exact.read();
                },
                threads);
        var unused = dying.read();
        exact.advance(HOUR);
        await().until(() -> dying.read() == exact.read());

        broken.set(true);
        await().until(threads::allEnded);
        exact.advance(HOUR);

        assertThat(dying.read()).isEqualTo(exact.read());
    }

    @Test
    void withoutAThreadItIsExact() {
        CoarseClock alone = new CoarseClock(exact, task -> {
            throw new OutOfMemoryError("no more threads");
        });

        for (int hour = 0; hour < 3; hour++) {
            exact.advance(HOUR);

            assertThat(alone.read()).isEqualTo(exact.read());
        }
    }
}
