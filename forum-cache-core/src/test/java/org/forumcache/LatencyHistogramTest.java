package org.forumcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {
    private final LatencyHistogram histogram = new LatencyHistogram();

    @Test
    void beforeTheFirstRecordQuantilesAreZero() {
        assertThat(histogram.quantile(0.5)).isEqualTo(Duration.ZERO);
    }

    @Test
    void aQuantileIsTheUpperBoundOfItsBucket() {
        histogram.record(1_000);

        assertThat(histogram.quantile(0.5)).isEqualTo(Duration.ofNanos(1_024));
        assertThat(histogram.quantile(1)).isEqualTo(Duration.ofNanos(1_024));
    }

    @Test
    void thereAreFourBucketsToAPowerOfTwo() {
        assertThat(LongStream.of(1_024, 1_279, 1_280, 1_535, 1_536, 1_792, 2_047)
                        .mapToObj(LatencyHistogramTest::boundOf))
                .containsExactly(1_280L, 1_280L, 1_536L, 1_536L, 1_792L, 2_048L, 2_048L);
    }

    @Test
    void theSmallestBucketHoldsEverythingBelowFiveNanoseconds() {
        assertThat(LongStream.of(-1, 0, 3, 4, 5).mapToObj(LatencyHistogramTest::boundOf))
                .containsExactly(5L, 5L, 5L, 5L, 6L);
    }

    @Test
    void quantilesSeparateTheFewSlowFromTheManyFast() {
        LongStream.range(0, 98).forEach(i -> histogram.record(100));
        histogram.record(10_000);
        histogram.record(1_000_000);

        assertThat(histogram.quantile(0.98)).isEqualTo(Duration.ofNanos(112));
        assertThat(histogram.quantile(0.99)).isEqualTo(Duration.ofNanos(10_240));
        assertThat(histogram.quantile(1)).isEqualTo(Duration.ofNanos(1_048_576));
    }

    private static long boundOf(long nanos) {
        LatencyHistogram one = new LatencyHistogram();
        one.record(nanos);
        return one.quantile(1).toNanos();
    }
}
