package org.forumcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What the inspector finds, step by step; its thread is this test's. */
class InspectorTest {
    private static final EntryKey KEY = EntryKey.thread("ficus");
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final FakeTicker ticker = new FakeTicker();
    private final FaultyBackend backend =
            new FaultyBackend(new EmbeddedBackend(EmbeddedBackend.DEFAULT_MAX_SIZE, ticker));
    private final Documents documents = new Documents(new JacksonCodec(JsonMapper.shared()));
    private final AtomicInteger loads = new AtomicInteger();
    private final RecordedLog log = RecordedLog.atDebug();
    private Optional<?> database = Optional.of("new");
    private DocumentVersion version = (key, document) -> document.toString();
    private double random;

    private Inspector inspector(double rate) {
        Lifetimes lifetimes = new Lifetimes(Map.of(), HOUR, HOUR, SECOND);
        SoftBackend soft = new SoftBackend(backend, lifetimes, new Statistics(), ticker::read);
        Loads scoped = new Loads(documents, LoadScope.CALLERS_OWN, ticker::read, failure -> true, Unobserved.INSTANCE);
        Versions versions = new Versions(documents, (key, document) -> version.of(key, document));
        Tally tally = new Tally();
        Examiner examiner = new Examiner(soft, scoped, versions, ticker::read, tally);
        // A thread that does nothing: each step is taken by the test.
        Inspector.Timing timing = new Inspector.Timing(ticker::read, task -> new Thread(() -> {}));
        return new Inspector(rate, () -> random, examiner, tally, timing);
    }

    private final Inspector inspector = inspector(1);

    private Optional<?> load() {
        loads.incrementAndGet();
        return database;
    }

    private CacheEntry cached(Optional<?> document) {
        return cached(KEY, document);
    }

    private CacheEntry cached(EntryKey key, Optional<?> document) {
        CacheEntry entry = documents.answered(document, Duration.ZERO);
        backend.put(key, entry, HOUR, Duration.ZERO);
        return entry;
    }

    private void serve(CacheEntry entry) {
        inspector.served(KEY, entry, this::load);
    }

    private void secondsLater(int seconds) {
        for (int i = 0; i < seconds; i++) {
            ticker.advance(SECOND);
            inspector.step();
        }
    }

    private static Inspection found(long consistent, long inconsistent, long changed, long undecided) {
        return new Inspection(consistent, inconsistent, changed, undecided, 0, Duration.ZERO);
    }

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void hitThatShowsWhatTheDatabaseHasIsConsistent() {
        serve(cached(Optional.of("new")));

        secondsLater(1);

        assertThat(inspector.found()).isEqualTo(found(1, 0, 0, 0));
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void hitIsComparedASecondLaterAndNotBefore() {
        serve(cached(Optional.of("new")));

        ticker.advance(SECOND.minusNanos(1));
        inspector.step();
        assertThat(loads).hasValue(0);

        ticker.advance(Duration.ofNanos(1));
        inspector.step();
        assertThat(loads).hasValue(1);
    }

    @Test
    void outdatedEntryIsFoundWithItsAgeAndLogged() {
        serve(cached(Optional.of("old")));

        secondsLater(4);

        assertThat(inspector.found()).isEqualTo(new Inspection(0, 1, 0, 0, 0, Duration.ofSeconds(3)));
        assertThat(log.lines())
                .containsExactly("WARN [CACHE] INCONSISTENT forum:thread:ficus: served for 3.0 s at least after the"
                        + " database had replaced it; cached is \"old\", the database has \"new\"");
    }

    @Test
    void outdatedEntryIsLeftAsItIs() {
        CacheEntry old = cached(Optional.of("old"));
        serve(old);

        secondsLater(4);

        assertThat(backend.find(KEY))
                .isInstanceOfSatisfying(
                        Lookup.Hit.class, hit -> assertThat(hit.entry()).isEqualTo(old));
    }

    @Test
    void everyHitOfAnOutdatedEntryIsCountedWithItsGrowingAgeAndItIsLoggedOnce() {
        CacheEntry old = cached(Optional.of("old"));
        serve(old);
        secondsLater(4);

        serve(old);
        secondsLater(1);
        serve(old);
        secondsLater(1);

        assertThat(inspector.found()).isEqualTo(new Inspection(0, 3, 0, 0, 0, Duration.ofSeconds(5)));
        assertThat(log.lines()).hasSize(1);
    }

    @Test
    void entryThatWasReplacedBeforeTheComparisonIsNotReported() {
        serve(cached(Optional.of("old")));
        cached(Optional.of("new"));

        secondsLater(10);

        assertThat(inspector.found()).isEqualTo(found(0, 0, 1, 0));
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void invalidationThatComesALittleAfterItsCommitIsNotReported() {
        serve(cached(Optional.of("old")));
        secondsLater(3);

        backend.invalidate(List.of(KEY.text()), List.of());
        secondsLater(10);

        assertThat(inspector.found()).isEqualTo(found(0, 0, 1, 0));
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void pauseOfTheWholeProcessIsNoTimeInWhichAnInvalidationCouldHaveCome() {
        serve(cached(Optional.of("old")));
        secondsLater(1);

        ticker.advance(Duration.ofMinutes(1));
        inspector.step();
        inspector.step();
        inspector.step();

        assertThat(inspector.found()).isEqualTo(found(0, 0, 0, 0));
    }

    @Test
    void differenceThatPassesByItselfIsNotReported() {
        serve(cached(Optional.of("old")));
        secondsLater(3);

        database = Optional.of("old");
        secondsLater(1);

        assertThat(inspector.found()).isEqualTo(found(0, 0, 0, 1));
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void absenceIsComparedAsAbsence() {
        database = Optional.empty();
        serve(cached(Optional.empty()));

        secondsLater(1);

        assertThat(inspector.found()).isEqualTo(found(1, 0, 0, 0));
    }

    @Test
    void absenceThatTheDatabaseHasEndedIsFound() {
        serve(cached(Optional.empty()));

        secondsLater(4);

        assertThat(inspector.found().inconsistent()).isEqualTo(1);
        assertThat(log.lines()).singleElement().asString().endsWith("cached is nothing, the database has \"new\"");
    }

    @Test
    void documentThatTheDatabaseHasNoLongerIsFound() {
        database = Optional.empty();
        serve(cached(Optional.of("old")));

        secondsLater(4);

        assertThat(inspector.found().inconsistent()).isEqualTo(1);
        assertThat(log.lines()).singleElement().asString().endsWith("cached is \"old\", the database has nothing");
    }

    @Test
    void documentHeldCompressedIsCompared() {
        CacheEntry entry = documents
                .answered(Optional.of("new".repeat(1_000)), Duration.ZERO)
                .compressed();
        backend.put(KEY, entry, HOUR, Duration.ZERO);
        database = Optional.of("new".repeat(1_000));
        serve(entry);

        secondsLater(1);

        assertThat(entry.isGzip()).isTrue();
        assertThat(inspector.found()).isEqualTo(found(1, 0, 0, 0));
    }

    @Test
    void onlyVersionsAreComparedWhateverElseDiffers() {
        version = (key, document) -> key.text() + document.asMap().get("title");
        database = Optional.of(Map.of("title", "Ficus", "view_count", 2));
        serve(cached(Optional.of(Map.of("title", "Ficus", "view_count", 1))));

        secondsLater(1);

        assertThat(inspector.found()).isEqualTo(found(1, 0, 0, 0));
    }

    @Test
    void versionsThatDifferAreFound() {
        version = (key, document) -> "" + document.asMap().get("title");
        database = Optional.of(Map.of("title", "Ficus", "view_count", 2));
        serve(cached(Optional.of(Map.of("title", "Fikus", "view_count", 1))));

        secondsLater(4);

        assertThat(inspector.found().inconsistent()).isEqualTo(1);
    }

    @Test
    void loaderThatFailsHereLeavesItUndecided() {
        CacheEntry entry = cached(Optional.of("old"));
        inspector.served(KEY, entry, () -> {
            throw new IllegalStateException("no request");
        });
        secondsLater(1);
        inspector.served(KEY, entry, () -> {
            throw new AssertionError("a bug");
        });
        secondsLater(1);

        assertThat(inspector.found()).isEqualTo(found(0, 0, 0, 2));
        assertThat(log.lines())
                .containsExactly(
                        "DEBUG [CACHE] Cannot compare thread ficus with the database:"
                                + " java.lang.IllegalStateException: no request",
                        "DEBUG [CACHE] Cannot compare thread ficus with the database:"
                                + " java.lang.AssertionError: a bug");
    }

    @Test
    void versionThatCannotBeToldLeavesItUndecided() {
        version = (key, document) -> String.valueOf(document.asMap());
        serve(cached(Optional.of("no object")));

        secondsLater(1);

        assertThat(inspector.found()).isEqualTo(found(0, 0, 0, 1));
    }

    @Test
    void backendThatFailsLeavesItUndecided() {
        serve(cached(Optional.of("old")));
        backend.breakDown();

        secondsLater(1);

        assertThat(inspector.found()).isEqualTo(found(0, 0, 0, 1));
    }

    @Test
    void backendThatFailsAtALaterLookLeavesItUndecided() {
        serve(cached(Optional.of("old")));
        secondsLater(2);
        backend.breakDown();

        secondsLater(1);

        assertThat(inspector.found()).isEqualTo(found(0, 0, 0, 1));
    }

    @Test
    void onlySoManySamplesWaitAndTheRestIsCounted() {
        CacheEntry entry = cached(Optional.of("new"));

        for (int i = 0; i < 1_000; i++) {
            serve(entry);
        }

        assertThat(inspector.found().dropped()).isEqualTo(1_000 - Inspector.MAX_WAITING);
    }

    @Test
    void hitsAtTheSameTimeDoNotGetMoreRoom() {
        CacheEntry entry = cached(Optional.of("new"));

        Together.call(8, () -> {
            for (int i = 0; i < 1_000; i++) {
                serve(entry);
            }
            return true;
        });

        assertThat(inspector.found().dropped()).isEqualTo(8_000 - Inspector.MAX_WAITING);
    }

    @Test
    void roomIsMadeByEachComparison() {
        CacheEntry entry = cached(Optional.of("new"));
        for (int i = 0; i < Inspector.MAX_WAITING; i++) {
            serve(entry);
        }
        secondsLater(1);

        serve(entry);

        assertThat(inspector.found().dropped()).isZero();
    }

    @Test
    void oneStepLoadsOnce() {
        CacheEntry entry = cached(Optional.of("new"));
        serve(entry);
        serve(entry);

        secondsLater(1);
        assertThat(loads).hasValue(1);

        inspector.step();
        assertThat(loads).hasValue(2);
    }

    @Test
    void loadIsFollowedByARestOfItsOwnLength() {
        CacheEntry entry = cached(Optional.of("new"));
        for (int i = 0; i < 2; i++) {
            inspector.served(KEY, entry, () -> {
                ticker.advance(Duration.ofMillis(500));
                return load();
            });
        }
        secondsLater(1);

        ticker.advance(Duration.ofMillis(499));
        inspector.step();
        assertThat(loads).hasValue(1);

        ticker.advance(Duration.ofMillis(1));
        inspector.step();
        assertThat(loads).hasValue(2);
    }

    @Test
    void sampleWhoseTurnComesTooLateIsDropped() {
        serve(cached(Optional.of("new")));

        ticker.advance(Duration.ofSeconds(3).plusNanos(1));
        inspector.step();

        assertThat(loads).hasValue(0);
        assertThat(inspector.found().dropped()).isEqualTo(1);
    }

    @Test
    void entryUnderSuspicionIsNotLoadedForOtherHits() {
        CacheEntry old = cached(Optional.of("old"));
        serve(old);
        serve(old);

        secondsLater(1);
        inspector.step();

        assertThat(loads).hasValue(1);
        assertThat(inspector.found().dropped()).isEqualTo(1);
    }

    @Test
    void onlySoManyEntriesAreUnderSuspicion() {
        int entries = Examiner.MAX_SUSPECTED + 1;
        for (int i = 0; i < entries; i++) {
            EntryKey key = EntryKey.thread("ficus-" + i);
            inspector.served(key, cached(key, Optional.of("old")), this::load);
        }
        ticker.advance(SECOND);

        for (int i = 0; i < entries; i++) {
            inspector.step();
        }

        assertThat(inspector.found()).isEqualTo(found(0, 0, 0, 1));
    }

    @Test
    void allEntriesUnderSuspicionAreJudged() {
        for (int i = 0; i < Examiner.MAX_SUSPECTED; i++) {
            EntryKey key = EntryKey.thread("ficus-" + i);
            inspector.served(key, cached(key, Optional.of("old")), this::load);
        }
        ticker.advance(SECOND);

        for (int second = 0; second <= Examiner.LOOKS; second++) {
            for (int i = 0; i < Examiner.MAX_SUSPECTED; i++) {
                inspector.step();
            }
            ticker.advance(SECOND);
        }

        assertThat(inspector.found().inconsistent()).isEqualTo(Examiner.MAX_SUSPECTED);
        assertThat(log.lines()).hasSize(Examiner.MAX_SUSPECTED);
    }

    @Test
    void onlyTheShareOfHitsIsSampled() {
        Inspector some = inspector(0.25);
        CacheEntry entry = cached(Optional.of("new"));
        for (double drawn : new double[] {0, 0.24, 0.25, 0.99}) {
            random = drawn;
            some.served(KEY, entry, this::load);
        }

        ticker.advance(SECOND);
        for (int i = 0; i < 4; i++) {
            some.step();
        }

        assertThat(some.found().consistent()).isEqualTo(2);
    }

    @Test
    void noneIsSampledIfTheRateIsZero() {
        Inspector off = inspector(0);
        off.served(KEY, cached(Optional.of("old")), this::load);

        ticker.advance(SECOND);
        off.step();

        assertThat(off.isOn()).isFalse();
        assertThat(loads).hasValue(0);
    }

    @Test
    void onlyItsOwnThreadIsInspectingAndOnlyMeanwhile() {
        boolean[] inspecting = new boolean[1];
        inspector.served(KEY, cached(Optional.of("new")), () -> {
            inspecting[0] = inspector.isInspecting()
                    && !Together.call(1, inspector::isInspecting).get(0);
            return load();
        });

        secondsLater(1);

        assertThat(inspecting[0]).isTrue();
        assertThat(inspector.isInspecting()).isFalse();
    }

    @Test
    void nothingIsComparedAfterTheEnd() {
        CacheEntry entry = cached(Optional.of("old"));
        serve(entry);

        inspector.close();
        serve(entry);
        secondsLater(4);

        assertThat(loads).hasValue(0);
        assertThat(inspector.found().inspected()).isZero();
    }
}
