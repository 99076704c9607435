package org.forumcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class UndeliveredTest {
    private static final int ADDERS = 8;
    private static final int ROUNDS = 3;
    private static final Duration LONG = Duration.ofHours(1);

    private final EmbeddedBackend working = EmbeddedBackend.withMaxSize(EmbeddedBackend.DEFAULT_MAX_SIZE);
    private final FaultyBackend backend = new FaultyBackend(working);
    private final RecordedThreads threads = new RecordedThreads();
    private final Undelivered undelivered =
            new Undelivered(backend, System::nanoTime, new FailureLog(System::nanoTime), threads);

    private void store(EntryKey key) {
        working.put(key, CacheEntry.absent(Duration.ZERO), LONG, Duration.ZERO);
    }

    private void add(EntryKey key) {
        undelivered.add(new Parcel(Set.of(key.text()), Set.of(), Parcel.Scope.NAMED));
    }

    private void awaitEnd() {
        await().untilAsserted(() -> {
            assertThat(undelivered.size()).isZero();
            assertThat(threads.allEnded()).isTrue();
        });
    }

    /** Everybody adds the moment nothing waits any more, which is when the thread is about to end. */
    @Test
    void nothingIsLostByAddersThatRaceWithTheEndOfTheThread() {
        List<EntryKey> keys = new ArrayList<>();
        List<Callable<Boolean>> adders = new ArrayList<>();
        for (int adder = 0; adder < ADDERS; adder++) {
            List<EntryKey> own = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                own.add(EntryKey.thread("t-" + adder + "-" + round));
            }
            own.forEach(this::store);
            keys.addAll(own);
            adders.add(() -> {
                own.forEach(key -> {
                    await().pollInterval(Duration.ofNanos(1000)).until(() -> undelivered.size() == 0);
                    add(key);
                });
                return true;
            });
        }
        AtomicInteger delivering = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        backend.breakDown(() -> {
            most.accumulateAndGet(delivering.incrementAndGet(), Math::max);
            LockSupport.parkNanos(100_000);
            delivering.decrementAndGet();
            return null;
        });

        Together.call(adders);
        awaitEnd();

        assertThat(keys)
                .allSatisfy(key -> assertThat(working.find(key)).as(key.text()).isInstanceOf(Lookup.Miss.class));
        assertThat(most).as("deliveries at once").hasValue(1);
    }

    @Test
    void aReaderStartsTheThreadThatCouldNotBeStarted() {
        EntryKey key = EntryKey.thread("t");
        store(key);
        threads.refuse(1);
        add(key);
        assertThat(threads.made()).isEmpty();

        assertThat(undelivered.isWaiting()).isTrue();
        awaitEnd();

        assertThat(threads.made()).hasSize(1);
        assertThat(undelivered.isWaiting()).isFalse();
        assertThat(working.find(key)).isInstanceOf(Lookup.Miss.class);
    }

    @Test
    void whatNamesNothingStartsNothingThatLasts() {
        undelivered.add(new Parcel(Set.of(), Set.of(), Parcel.Scope.NAMED));

        assertThat(undelivered.isWaiting()).isFalse();
        awaitEnd();
    }
}
