package org.forumcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DoorkeeperTest {
    private static final Duration TURN = Duration.ofMinutes(Doorkeeper.MINUTES);

    private final FakeTicker ticker = new FakeTicker();
    private final Doorkeeper doorkeeper = new Doorkeeper(ticker::read);

    private static String key(int i) {
        return "forum:list:plant-care:" + i + ":20:44136fa355b3678a";
    }

    /** How many keys from one number to below another the doorkeeper took for known, each asked for once. */
    private long known(int from, int to) {
        return IntStream.range(from, to).filter(i -> doorkeeper.knows(key(i))).count();
    }

    @Test
    void aKeyIsKnownFromTheSecondTimeOn() {
        assertThat(doorkeeper.knows(key(1))).isFalse();
        assertThat(doorkeeper.knows(key(1))).isTrue();
        assertThat(doorkeeper.knows(key(1))).isTrue();
        assertThat(doorkeeper.knows(key(2))).isFalse();
    }

    @Test
    void ofReadersThatAskAtOnceOneIsTheFirst() {
        for (int i = 0; i < 200; i++) {
            String key = key(i);

            List<Boolean> known = Together.call(4, () -> doorkeeper.knows(key));

            assertThat(Collections.frequency(known, false)).isEqualTo(1);
        }
    }

    @Test
    void aKeyIsRememberedForTenMinutesAtLeastAndForTwentyAtMost() {
        doorkeeper.knows(key(1));
        doorkeeper.knows(key(2));
        ticker.advance(TURN);
        assertThat(doorkeeper.knows(key(1))).isTrue();

        ticker.advance(TURN);

        assertThat(doorkeeper.knows(key(1))).isTrue();
        assertThat(doorkeeper.knows(key(2))).isFalse();
    }

    @Test
    void afterALongSilenceNothingIsRemembered() {
        doorkeeper.knows(key(1));

        ticker.advance(TURN.multipliedBy(2));

        assertThat(doorkeeper.knows(key(1))).isFalse();
    }

    @Test
    void ofAMillionKeysHardlyOneInAThousandIsTakenForKnown() {
        assertThat(known(0, 1_000_000)).isLessThan(1_000);
    }

    @Test
    void theLastHundredThousandAreRememberedWhateverTheirNumber() {
        known(0, 1_000_000);

        assertThat(known(900_000, 1_000_000)).isEqualTo(100_000);
        assertThat(known(0, 100_000)).isLessThan(200);
    }

    @Test
    void whichKeysShareTheirBitsIsAnotherSecretInEachProcess() {
        long shared = LongStream.of(1, 2, -1, 0x9E37_79B9_7F4A_7C15L)
                .map(secret -> firstMistake(new Doorkeeper(ticker::read, secret)))
                .distinct()
                .count();

        assertThat(shared).isEqualTo(4);
    }

    /** The first new key that is taken for a known one. */
    private static long firstMistake(Doorkeeper of) {
        return IntStream.range(0, 10_000_000)
                .filter(i -> of.knows(key(i)))
                .findFirst()
                .orElseThrow();
    }
}
