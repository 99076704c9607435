package org.forumcache.benchmarks.consistency;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineTest {
    private static final Line LINE = Line.of(Line.Kind.TRYING, 3, 17, 2, -1, 123_456_789_012L);

    @Test
    void whatIsSaidIsHeard() {
        assertThat(Line.parse(said(LINE))).contains(LINE);
        assertThat(Line.parse(said(Line.of(Line.Kind.LOST)))).contains(Line.of(Line.Kind.LOST));
    }

    @Test
    void whatWasCutOffIsNotHeard() {
        String whole = said(LINE);

        for (int length = 0; length < whole.length(); length++) {
            assertThat(Line.parse(whole.substring(0, length))).isEmpty();
        }
    }

    @Test
    void whatSomebodyElseSaysIsNotHeard() {
        assertThat(Line.parse("OpenJDK warns of something .")).isEmpty();
        assertThat(Line.parse("CLOCK .")).isEmpty();
    }

    private static String said(Line line) {
        return new String(line.bytes(), US_ASCII).stripTrailing();
    }
}
