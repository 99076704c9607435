package org.forumcache.benchmarks.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.forumcache.benchmarks.consistency.FaultPlan.Planned;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
    private static final List<FaultKind> NETWORK = Stream.of(FaultKind.values())
            .filter(kind -> kind.lane() == FaultKind.Lane.NETWORK)
            .toList();

    @Test
    void theSameSeedPlansTheSame() {
        assertThat(faults(100, 7)).isEqualTo(faults(100, 7)).isNotEqualTo(faults(100, 8));
    }

    @Test
    void everyKindComesBeforeAnyComesAgain() {
        for (long seed = 0; seed < 50; seed++) {
            assertThat(faults(NETWORK.size(), seed))
                    .extracting(Planned::kind)
                    .containsExactlyInAnyOrderElementsOf(NETWORK);
        }
    }

    @Test
    void faultsTakeFromAMomentToSeconds() {
        List<Planned> faults = faults(2_000, 7);

        assertThat(faults)
                .extracting(Planned::length)
                .allMatch(length -> length.compareTo(Duration.ofMillis(50)) >= 0)
                .allMatch(length -> length.compareTo(Duration.ofSeconds(3)) <= 0)
                .anyMatch(length -> length.compareTo(Duration.ofMillis(100)) < 0)
                .anyMatch(length -> length.compareTo(Duration.ofSeconds(2)) > 0);
    }

    @Test
    void everyNodeIsHit() {
        assertThat(faults(200, 7)).extracting(Planned::node).containsOnly(0, 1, 2);
    }

    @Test
    void kindsAreNamedAsTheCommandLineWritesThem() {
        assertThat(FaultKind.named(List.of("redis-cut", "eviction")))
                .containsExactlyInAnyOrder(FaultKind.REDIS_CUT, FaultKind.EVICTION);
        assertThat(FaultKind.named(List.of("all"))).containsExactly(FaultKind.values());
        assertThat(FaultKind.named(List.of("none"))).isEmpty();
        assertThatThrownBy(() -> FaultKind.named(List.of("flood")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("flood")
                .hasMessageContaining("redis-half-open");
    }

    private static List<Planned> faults(int count, long seed) {
        FaultPlan plan = new FaultPlan(NETWORK, 3, seed);
        return Stream.generate(plan::next).limit(count).toList();
    }
}
