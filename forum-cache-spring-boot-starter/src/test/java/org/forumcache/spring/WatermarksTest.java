package org.forumcache.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class WatermarksTest {
    private static final OptionalLong NONE = OptionalLong.empty();

    private long now = Long.MAX_VALUE - Duration.ofMillis(500).toNanos();
    private final Watermarks watermarks = new Watermarks(() -> now);

    private void passes(long millis) {
        now += Duration.ofMillis(millis).toNanos();
    }

    @Test
    void whatWasSeenHasSettledAfterASecond() {
        watermarks.see(OptionalLong.of(7));

        passes(999);
        assertThat(watermarks.settled()).isEqualTo(NONE);
        passes(1);
        assertThat(watermarks.settled()).hasValue(7);
    }

    @Test
    void eachHighestIdHasItsOwnSecond() {
        watermarks.see(OptionalLong.of(7));
        passes(600);
        watermarks.see(OptionalLong.of(9));

        passes(400);
        assertThat(watermarks.settled()).hasValue(7);
        passes(600);
        assertThat(watermarks.settled()).hasValue(9);
    }

    @Test
    void emptyTableSettlesNothing() {
        watermarks.see(NONE);
        passes(1_000);

        assertThat(watermarks.settled()).isEqualTo(NONE);
    }

    @Test
    void whatHasSettledStaysUntilItIsDone() {
        watermarks.see(OptionalLong.of(7));
        passes(1_000);

        assertThat(watermarks.settled()).hasValue(7);
        assertThat(watermarks.settled()).hasValue(7);
        watermarks.done();

        assertThat(watermarks.settled()).isEqualTo(NONE);
    }

    @Test
    void whatIsThereAtTheStartSettlesAtOnce() {
        watermarks.see(OptionalLong.of(7));

        watermarks.settleAll();

        assertThat(watermarks.settled()).hasValue(7);
    }
}
