package org.forumcache.benchmarks.consistency;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NumbersTest {
    @Test
    void numbersAreReadInTheirOrder() {
        assertThat(Numbers.in(json("{\"versions\":[12,-1,0,2147483647]}"), 4)).containsExactly(12, -1, 0, 2147483647);
    }

    @Test
    void tooFewAndTooManyAreErrors() {
        assertThatThrownBy(() -> Numbers.in(json("[1]"), 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Numbers.in(json("[1,2,3]"), 2)).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] json(String text) {
        return text.getBytes(US_ASCII);
    }
}
