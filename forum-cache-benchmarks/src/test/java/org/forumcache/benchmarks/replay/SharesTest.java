package org.forumcache.benchmarks.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class SharesTest {
    private final UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(1);

    @Test
    void thingsAreDrawnAsOftenAsTheyWeigh() {
        Shares<String> shares = new Shares<>(Map.of("often", 3.0, "seldom", 1.0, "never", 0.0));
        int often = 0;

        for (int i = 0; i < 10_000; i++) {
            String drawn = shares.draw(random);
            assertThat(drawn).isNotEqualTo("never");
            often += drawn.equals("often") ? 1 : 0;
        }

        assertThat(often / 10_000.0).isCloseTo(0.75, within(0.02));
    }

    @Test
    void negativeWeightsAndNothingAreRefused() {
        assertThatThrownBy(() -> new Shares<>(Map.of("less", -1.0))).hasMessageContaining("less");
        assertThatThrownBy(() -> new Shares<>(Map.of("none", 0.0))).hasMessageContaining("nothing");
    }
}
