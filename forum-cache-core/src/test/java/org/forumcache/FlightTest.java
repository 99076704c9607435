package org.forumcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.forumcache.Flight.Landing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FlightTest {
    private static final EntryKey KEY = EntryKey.thread("t");
    private static final long LONG = Duration.ofMinutes(1).toNanos();
    private static final Landing LANDING = new Landing(CacheEntry.absent(Duration.ZERO), CacheOutcome.MISS);

    private final Flight flight = new Flight(Token.random());

    static Stream<Throwable> failures() {
        return Stream.of(
                new IllegalStateException("database down"),
                new CompletionException(new IOException("connection reset")),
                new CancellationException("query cancelled"),
                new StackOverflowError());
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whatTheLoaderThrewReachesWhoeverWaitsAsItIs(Throwable failure) {
        flight.fail(failure);

        Throwable thrown = catchThrowable(() -> flight.await(KEY, LONG));

        assertThat(thrown).isSameAs(failure);
    }

    @Test
    void aCheckedExceptionReachesWhoeverWaitsAsACause() {
        IOException failure = new IOException("connection reset");
        flight.fail(failure);

        Throwable thrown = catchThrowable(() -> flight.await(KEY, LONG));

        assertThat(thrown).isInstanceOf(IllegalStateException.class).hasCause(failure);
    }

    @Test
    void whatWasLoadedReachesWhoeverWaits() {
        flight.land(LANDING);

        assertThat(flight.await(KEY, LONG)).isSameAs(LANDING);
    }

    @Test
    void aFlightThatTurnsBackBringsNothing() {
        flight.turnBack();

        assertThat(flight.await(KEY, LONG)).isNull();
    }

    @Test
    void aFlightEndsOnce() {
        flight.land(LANDING);

        flight.turnBack();
        flight.fail(new IllegalStateException("too late"));

        assertThat(flight.await(KEY, LONG)).isSameAs(LANDING);
    }

    @Test
    void nobodyWaitsLongerThanHeWants() {
        assertThat(flight.await(KEY, 1)).isNull();
        assertThat(flight.await(KEY, 0)).isNull();
        assertThat(flight.await(KEY, -1)).isNull();
    }
}
