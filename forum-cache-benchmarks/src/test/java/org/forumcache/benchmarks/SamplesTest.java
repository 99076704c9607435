package org.forumcache.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplesTest {

    @Test
    void medianIsTheMiddleOrTheMeanOfTheTwoInTheMiddle() {
        assertThat(new Samples(List.of(9, 1, 4)).median()).isEqualTo(4);
        assertThat(new Samples(List.of(9, 1, 4, 5)).median()).isEqualTo(4.5);
    }

    @Test
    void percentileIsTheSmallestValueThatSoManyDoNotExceed() {
        Samples hundred = new Samples(IntStream.rangeClosed(1, 100).boxed().toList());

        assertThat(hundred.percentile(99)).isEqualTo(99);
        assertThat(hundred.percentile(100)).isEqualTo(100);
        assertThat(new Samples(List.of(7)).percentile(99)).isEqualTo(7);
    }

    @Test
    void nothingMeasuredIsAnError() {
        assertThatThrownBy(() -> new Samples(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("measure for longer");
    }
}
