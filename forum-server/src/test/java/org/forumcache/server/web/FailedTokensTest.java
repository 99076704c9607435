package org.forumcache.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FailedTokensTest {
    private static final String ANN = "192.0.2.1";
    private static final String BEN = "192.0.2.2";

    private final AtomicLong nanos = new AtomicLong();
    private final FailedTokens failures = new FailedTokens(3, nanos::get);

    private void fail(String address, int times) {
        for (int i = 0; i < times; i++) {
            failures.failed(address);
        }
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void anAddressMayFailAsOftenAsItIsAllowed() {
        fail(ANN, 2);

        assertThat(failures.waitOf(ANN)).isZero();
    }

    @Test
    void anAddressThatHasFailedTooOftenWaitsForTheRestOfTheMinute() {
        fail(ANN, 1);
        pass(Duration.ofSeconds(20));
        fail(ANN, 2);

        assertThat(failures.waitOf(ANN)).isEqualTo(Duration.ofSeconds(40));
    }

    @Test
    void afterAMinuteItMayTryAgain() {
        fail(ANN, 3);
        pass(Duration.ofSeconds(60));

        assertThat(failures.waitOf(ANN)).isZero();
        fail(ANN, 2);
        assertThat(failures.waitOf(ANN)).isZero();
    }

    @Test
    void otherAddressesAreNotMadeToWait() {
        fail(ANN, 100);

        assertThat(failures.waitOf(BEN)).isZero();
    }

    @Test
    void oneNetworkOfIpv6IsOneAddress() {
        failures.failed("2001:db8:0:1:0:0:0:1");
        failures.failed("2001:db8:0:1:0:0:0:2");
        failures.failed("2001:db8:0:1:aaaa:0:0:3");

        assertThat(failures.waitOf("2001:db8:0:1:0:0:0:4")).isPositive();
        assertThat(failures.waitOf("2001:db8:0:2:0:0:0:4")).isZero();
    }

    @Test
    void aShortenedAddressIsOfTheSameNetwork() {
        failures.failed("2001:db8::1");
        failures.failed("2001:db8::2:3");
        failures.failed("2001:db8:0:0:4:0:0:5");

        assertThat(failures.waitOf("2001:db8::6")).isPositive();
        assertThat(failures.waitOf("2001:db8:0:1::6")).isZero();
    }

    @Test
    void howManyAddressesAreHeldIsBounded() {
        for (int i = 0; i < 3 * FailedTokens.MAX_ADDRESSES; i++) {
            failures.failed("192.0." + i / 256 + "." + i % 256);
        }

        assertThat(failures.size()).isBetween(1L, (long) FailedTokens.MAX_ADDRESSES);
    }
}
