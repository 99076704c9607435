package org.forumcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The inspector inside a whole cache, in its own thread. */
class InspectionTest {
    private static final EntryKey KEY = EntryKey.thread("ficus");

    private final FakeTicker ticker = new FakeTicker();
    private final EmbeddedBackend backend = new EmbeddedBackend(EmbeddedBackend.DEFAULT_MAX_SIZE, ticker);
    private final AtomicBoolean inTransaction = new AtomicBoolean();
    private final ForumCacheService cache = builder().inspect(1).build();

    private ForumCacheBuilder builder() {
        return ForumCacheService.builder(backend).with(ticker::read, () -> 0.5).bypassWhen(inTransaction::get);
    }

    @AfterEach
    void awaitTheEndOfItsThread() {
        cache.close();
        await().until(() -> inspectors().isEmpty());
    }

    private Inspection found() {
        return cache.inspection().orElseThrow();
    }

    private static boolean isInspected() {
        return Thread.currentThread().getName().equals(Inspector.THREAD_NAME);
    }

    private static Set<Thread> inspectors() {
        Set<Thread> threads = Thread.getAllStackTraces().keySet();
        threads.removeIf(thread -> !thread.getName().equals(Inspector.THREAD_NAME));
        return threads;
    }

    @Test
    void entryThatIsReplacedByAnOlderOneBehindItsBackIsFound() {
        cache.getThread("ficus", () -> Optional.of("old"));
        CacheEntry old = ((Lookup.Hit) backend.find(KEY)).entry();
        cache.invalidateThread("ficus");
        cache.getThread("ficus", () -> Optional.of("new"));
        backend.put(KEY, old, Duration.ofHours(1), Duration.ZERO);

        cache.getThread("ficus", () -> Optional.of("new"));

        await().until(() -> {
            ticker.advance(Duration.ofMillis(500));
            return found().inconsistent() == 1;
        });
        assertThat(found().longest()).isGreaterThanOrEqualTo(Duration.ofSeconds(3));
        assertThat(cache.getThread("ficus").orElseThrow()).hasToString("\"old\"");
    }

    @Test
    void hitThatIsRightIsCountedAsConsistent() {
        cache.getThread("ficus", () -> Optional.of("new"));
        cache.getThread("ficus", () -> Optional.of("new"));
        ticker.advance(Duration.ofSeconds(1));

        await().until(() -> found().consistent() == 1);

        assertThat(found().inspected()).isEqualTo(1);
    }

    @Test
    void versionIsTheOneThatWasGiven() {
        ForumCacheService lenient =
                builder().inspect(1).inspectBy((key, document) -> "").build();
        lenient.getThread("ficus", () -> Optional.of("old"));
        lenient.getThread("ficus", () -> Optional.of("new"));
        ticker.advance(Duration.ofSeconds(1));

        await().until(() -> lenient.inspection().orElseThrow().consistent() == 1);

        lenient.close();
    }

    @Test
    void loaderThatReadsTheCacheIsComparedWithTheDatabaseAllTheSame() {
        cache.setCategory("plants", "outdated");
        cache.setThread("ficus", "the title in fresh");
        CopyOnWriteArrayList<Object> embedded = new CopyOnWriteArrayList<>();

        cache.getThread("ficus", () -> {
            embedded.add(cache.getCategory("plants", () -> Optional.of("fresh")).orElseThrow());
            return Optional.of("the title in " + embedded.get(0).toString().replace("\"", ""));
        });
        ticker.advance(Duration.ofSeconds(1));

        await().until(() -> found().consistent() == 1);
        assertThat(embedded).singleElement().hasToString("\"fresh\"");
        assertThat(cache.getCategory("plants").orElseThrow()).hasToString("\"outdated\"");
    }

    @Test
    void nothingIsStoredForAComparison() {
        cache.getThread("ficus", () -> Optional.of("new"));
        cache.getThread("ficus", () -> Optional.of("new"));
        cache.invalidateThread("ficus");
        ticker.advance(Duration.ofSeconds(1));

        await().until(() -> found().consistent() == 1);

        assertThat(backend.find(KEY)).isInstanceOf(Lookup.Miss.class);
        assertThat(cache.stats().of(EntryKind.THREAD).fills()).isEqualTo(1);
    }

    @Test
    void loadsOfComparisonsRunInTheLoadScope() {
        CopyOnWriteArrayList<Boolean> scopes = new CopyOnWriteArrayList<>();
        ForumCacheService scoped = builder()
                .inspect(1)
                .loadsIn(new LoadScope() {
                    @Override
                    public <T> T run(Supplier<T> load) {
                        scopes.add(isInspected());
                        return load.get();
                    }
                })
                .build();
        scoped.getThread("ficus", () -> Optional.of("new"));
        scoped.getThread("ficus", () -> Optional.of("new"));
        ticker.advance(Duration.ofSeconds(1));

        await().untilAsserted(() -> assertThat(scopes).containsExactly(false, true));

        scoped.close();
    }

    @Test
    void whatIsNoHitIsNotSampled() {
        cache.getThread("ficus", () -> Optional.of("miss"));
        cache.getThread("ficus");
        inTransaction.set(true);
        cache.getThread("ficus", () -> Optional.of("bypass"));
        inTransaction.set(false);
        ticker.advance(EntryKind.THREAD.defaultTtl().plusSeconds(1));
        CacheRead stale = cache.read(KEY, () -> {
            throw new IllegalStateException("the database is away");
        });

        assertThat(stale.outcome()).isEqualTo(CacheOutcome.STALE);
        assertThat(inspectors()).isEmpty();
        assertThat(found().dropped()).isZero();
    }

    @Test
    void threadEndsWhenThereIsNothingToCompare() {
        cache.setThread("ficus", "new");
        cache.getThread("ficus", () -> Optional.of("new"));
        assertThat(inspectors())
                .singleElement()
                .satisfies(thread -> assertThat(thread.isDaemon()).isTrue());

        ticker.advance(Duration.ofSeconds(1));

        await().until(() -> inspectors().isEmpty());
    }

    @Test
    void threadEndsWithTheCache() {
        CountDownLatch loading = new CountDownLatch(1);
        cache.setThread("ficus", "new");
        cache.getThread("ficus", () -> {
            loading.countDown();
            return Optional.of("new");
        });
        cache.getThread("ficus", () -> Optional.of("new"));
        ticker.advance(Duration.ofSeconds(1));
        Latches.await(loading);

        cache.close();

        await().until(() -> inspectors().isEmpty());
    }

    @Test
    void withoutARateThereIsNothingToTell() {
        ForumCacheService plain = builder().build();
        plain.setThread("ficus", "old");
        plain.getThread("ficus", () -> Optional.of("new"));

        assertThat(plain.inspection()).isEmpty();
        assertThat(inspectors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.01, Double.NaN})
    void rateThatIsNoShareIsRefused(double rate) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().inspect(rate))
                .withMessageContaining("rate is " + rate)
                .withMessageContaining("from 0 to 1");
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0.0", "9, 0, 1.0", "999, 0, 3.0", "98, 0, 1.995", "9998, 1, 3.699", "0, 9, 0.0"})
    void ninesAreReckonedAsIfTheNextOneWereInconsistent(long consistent, long inconsistent, double nines) {
        Inspection inspection = new Inspection(consistent, inconsistent, 5, 5, 5, Duration.ZERO);

        assertThat(inspection.nines()).isEqualTo(nines, within(0.001));
        assertThat(inspection.inspected()).isEqualTo(consistent + inconsistent + 10);
    }
}
