package org.forumcache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every {@link CacheBackend} promises, as tests.
 *
 * <p>A backend's own test extends this class and says how to reach an empty backend and how to let time pass. Nothing
 * that has to expire lives longer than {@link #SHORT}, and nothing that has to stay lives shorter than {@link #LONG},
 * so that a store with a clock of its own can pass by waiting.
 *
 * <p>After the invalidation of a group a fill is judged by what readers see, not by what it returns: a store that is
 * spread over several machines cannot compare a lease with its group's generation in one step, and need not, because a
 * value under an outdated generation is never read.
 */
public abstract class CacheBackendContract {
    /** The life of whatever has to expire. */
    protected static final Duration SHORT = Duration.ofMillis(300);
    /** The life of whatever has to stay. */
    protected static final Duration LONG = Duration.ofHours(1);

    private static final Duration NOT_KEPT = Duration.ZERO;
    private static final EntryKey THREAD = EntryKey.thread("yellow-leaves-a1b2c3");
    private static final EntryKey LIST = EntryKey.threadList(ThreadListQuery.of("plant-care", 1, 20));

    /** The backend under test: the same throughout one test, empty when the test begins. */
    protected abstract CacheBackend backend();

    /** Lets at least this much of the backend's time pass. */
    protected abstract void advance(Duration duration);

    static List<EntryKey> oneKeyOfEachKind() {
        return List.of(THREAD, LIST, EntryKey.category("plant-care"));
    }

    /** A document that no other entry equals. */
    protected static CacheEntry entry(String json) {
        byte[] utf8 = json.getBytes(UTF_8);
        return CacheEntry.restored(Token.random(), utf8, '"' + json + '"', Duration.ofMillis(7));
    }

    /** The lease of a key that holds neither a value nor a live lease. */
    protected final FillLease lease(EntryKey key) {
        return lease(key, LONG);
    }

    private FillLease lease(EntryKey key, Duration leaseLife) {
        Lookup granted = backend().acquire(key, miss(key), Token.random(), leaseLife);
        assertThat(granted).isInstanceOf(Lookup.Granted.class);
        return ((Lookup.Granted) granted).lease();
    }

    private Lookup acquire(EntryKey key, Lookup.Miss miss) {
        return backend().acquire(key, miss, Token.random(), LONG);
    }

    private Lookup.Miss miss(EntryKey key) {
        Lookup found = backend().find(key);
        assertThat(found).isInstanceOf(Lookup.Miss.class);
        return (Lookup.Miss) found;
    }

    private CacheEntry hit(EntryKey key) {
        Lookup found = backend().find(key);
        assertThat(found).isInstanceOf(Lookup.Hit.class);
        return ((Lookup.Hit) found).entry();
    }

    private void put(EntryKey key, CacheEntry entry) {
        backend().put(key, entry, LONG, NOT_KEPT);
    }

    private boolean fill(FillLease lease, CacheEntry entry) {
        return backend().fill(lease, entry, LONG, NOT_KEPT);
    }

    private void putExpired(EntryKey key, CacheEntry entry) {
        backend().put(key, entry, SHORT, LONG);
        expire();
    }

    private void expire() {
        advance(SHORT.plusMillis(1));
    }

    private void invalidateKey(EntryKey key) {
        backend().invalidate(Set.of(key.text()), Set.of());
    }

    private void invalidateGroup(String category) {
        backend().invalidate(Set.of(), Set.of(category));
    }

    private static EntryKey list(String category, int page) {
        return EntryKey.threadList(ThreadListQuery.of(category, page, 20));
    }

    @Nested
    class LookingUp {
        @Test
        void whatWasNeverStoredIsAMiss() {
            assertThat(oneKeyOfEachKind())
                    .allSatisfy(key -> assertThat(backend().find(key)).isInstanceOf(Lookup.Miss.class));
        }

        @ParameterizedTest
        @MethodSource("org.forumcache.CacheBackendContract#oneKeyOfEachKind")
        void aStoredEntryIsFoundWithAllItsParts(EntryKey key) {
            CacheEntry stored = entry("{\"title\":\"Gelbe Blätter 葉\"}");

            put(key, stored);

            CacheEntry found = hit(key);
            assertThat(found.stamp()).isEqualTo(stored.stamp());
            assertThat(found.utf8()).isEqualTo(stored.utf8());
            assertThat(found.etag()).isEqualTo(stored.etag());
            assertThat(found.loadTime()).isEqualTo(stored.loadTime());
            assertThat(found.isAbsent()).isFalse();
        }

        @Test
        void aHitTellsHowLongItStaysOne() {
            put(THREAD, entry("{}"));

            Lookup.Hit found = (Lookup.Hit) backend().find(THREAD);

            assertThat(Duration.ofNanos(found.nanosLeft())).isBetween(LONG.minusMinutes(1), LONG);
        }

        @Test
        void lookingUpChangesNothing() {
            Lookup.Miss first = miss(THREAD);

            Lookup granted = acquire(THREAD, first);

            assertThat(granted).isInstanceOf(Lookup.Granted.class);
        }

        @Test
        void theKnowledgeThatThereIsNoDocumentIsAHit() {
            put(THREAD, CacheEntry.restored(Token.random(), new byte[0], "", Duration.ofMillis(1)));

            assertThat(hit(THREAD).isAbsent()).isTrue();
        }

        @ParameterizedTest
        @MethodSource("org.forumcache.CacheBackendContract#oneKeyOfEachKind")
        void anEmptyJsonDocumentIsAHit(EntryKey key) {
            put(key, entry("[]"));

            assertThat(hit(key).utf8()).isEqualTo("[]".getBytes(UTF_8));
        }

        @Test
        void aLargeDocumentComesBackWhole() {
            byte[] large = new byte[1 << 20];
            IntStream.range(0, large.length).forEach(i -> large[i] = (byte) (i * 31));

            put(LIST, CacheEntry.restored(Token.random(), large, "\"large\"", Duration.ZERO));

            assertThat(hit(LIST).utf8()).isEqualTo(large);
        }

        @Test
        void equalSlugsOfDifferentKindsAreDifferentEntries() {
            put(EntryKey.thread("pests"), entry("1"));
            put(EntryKey.category("pests"), entry("2"));

            assertThat(hit(EntryKey.thread("pests")).utf8()).isEqualTo("1".getBytes(UTF_8));
            assertThat(hit(EntryKey.category("pests")).utf8()).isEqualTo("2".getBytes(UTF_8));
            assertThat(backend().find(list("pests", 1))).isInstanceOf(Lookup.Miss.class);
        }

        @Test
        void theLongestSlugIsFoundAgain() {
            EntryKey longest = list("x".repeat(255), Integer.MAX_VALUE);

            put(longest, entry("1"));

            assertThat(hit(longest).utf8()).isEqualTo("1".getBytes(UTF_8));
        }
    }

    @Nested
    class Expiry {
        @ParameterizedTest
        @MethodSource("org.forumcache.CacheBackendContract#oneKeyOfEachKind")
        void aValueIsAMissAfterItsTimeToLive(EntryKey key) {
            backend().put(key, entry("1"), SHORT, NOT_KEPT);

            expire();

            assertThat(backend().find(key)).isInstanceOf(Lookup.Miss.class);
        }

        @Test
        void everyEntryHasATimeToLiveOfItsOwn() {
            backend().put(THREAD, entry("1"), SHORT, NOT_KEPT);
            backend().put(EntryKey.category("pests"), entry("2"), LONG, NOT_KEPT);

            expire();

            assertThat(backend().find(THREAD)).isInstanceOf(Lookup.Miss.class);
            assertThat(hit(EntryKey.category("pests")).utf8()).isEqualTo("2".getBytes(UTF_8));
        }

        @Test
        void aValueStoredAnewLivesAsLongAsTheNewOneShall() {
            backend().put(THREAD, entry("1"), SHORT, NOT_KEPT);
            backend().put(THREAD, entry("2"), LONG, NOT_KEPT);

            expire();

            assertThat(hit(THREAD).utf8()).isEqualTo("2".getBytes(UTF_8));
        }

        @Test
        void aFilledValueExpiresToo() {
            backend().fill(lease(LIST), entry("1"), SHORT, NOT_KEPT);

            expire();

            assertThat(backend().find(LIST)).isInstanceOf(Lookup.Miss.class);
        }

        @ParameterizedTest
        @MethodSource("org.forumcache.CacheBackendContract#oneKeyOfEachKind")
        void anExpiredValueIsKeptForWhoeverLoadsItAnew(EntryKey key) {
            CacheEntry old = entry("old");
            putExpired(key, old);

            assertThat(lease(key).expired()).isEqualTo(old);
        }

        @Test
        void anExpiredValueThatWasNotToBeKeptIsGone() {
            backend().put(THREAD, entry("old"), SHORT, NOT_KEPT);
            expire();

            assertThat(lease(THREAD).expired()).isNull();
        }

        @Test
        void aKeptValueIsGoneAfterItsTime() {
            backend().put(THREAD, entry("old"), SHORT, SHORT);
            expire();
            expire();

            assertThat(lease(THREAD).expired()).isNull();
        }

        @Test
        void aFirstLoadFindsNothingExpired() {
            assertThat(lease(THREAD).expired()).isNull();
            assertThat(lease(LIST).expired()).isNull();
        }

        @ParameterizedTest
        @MethodSource("org.forumcache.CacheBackendContract#oneKeyOfEachKind")
        void anInvalidatedValueIsNotKept(EntryKey key) {
            putExpired(key, entry("old"));

            backend().invalidate(Set.of(key.text()), Set.of("plant-care"));

            assertThat(lease(key).expired()).isNull();
        }

        @Test
        void aValueOfAnInvalidatedGroupIsNotKept() {
            putExpired(LIST, entry("old"));

            invalidateGroup("plant-care");

            assertThat(lease(LIST).expired()).isNull();
        }
    }

    @Nested
    class Leases {
        @ParameterizedTest
        @MethodSource("org.forumcache.CacheBackendContract#oneKeyOfEachKind")
        void whoMissesFirstMayFill(EntryKey key) {
            CacheEntry loaded = entry("1");

            boolean stored = fill(lease(key), loaded);

            assertThat(stored).isTrue();
            assertThat(hit(key)).isEqualTo(loaded);
        }

        @ParameterizedTest
        @MethodSource("org.forumcache.CacheBackendContract#oneKeyOfEachKind")
        void whoeverLooksWhileALeaseIsAliveLearnsItsHolder(EntryKey key) {
            FillLease lease = lease(key);

            Lookup found = backend().find(key);

            assertThat(found).isEqualTo(new Lookup.Busy(lease.token()));
        }

        @ParameterizedTest
        @MethodSource("org.forumcache.CacheBackendContract#oneKeyOfEachKind")
        void whoMissesSecondLearnsTheHolder(EntryKey key) {
            Lookup.Miss second = miss(key);
            FillLease first = lease(key);

            Lookup answer = acquire(key, sameGeneration(second, first));

            assertThat(answer).isEqualTo(new Lookup.Busy(first.token()));
        }

        @ParameterizedTest
        @MethodSource("org.forumcache.CacheBackendContract#oneKeyOfEachKind")
        void whoMissesBeforeAFillAndAcquiresAfterItGetsTheValue(EntryKey key) {
            Lookup.Miss second = miss(key);
            FillLease first = lease(key);
            CacheEntry loaded = entry("1");
            fill(first, loaded);

            Lookup answer = acquire(key, sameGeneration(second, first));

            assertThat(answer)
                    .isInstanceOfSatisfying(
                            Lookup.Hit.class, hit -> assertThat(hit.entry()).isEqualTo(loaded));
        }

        @Test
        void leasesOfDifferentKeysStandBesideEachOther() {
            FillLease one = lease(list("plant-care", 1));
            FillLease two = lease(list("plant-care", 2));

            assertThat(fill(one, entry("1"))).isTrue();
            assertThat(fill(two, entry("2"))).isTrue();
        }

        @Test
        void aLeaseFillsOnce() {
            FillLease lease = lease(THREAD);
            CacheEntry first = entry("1");
            fill(lease, first);

            boolean again = fill(lease, entry("2"));

            assertThat(again).isFalse();
            assertThat(hit(THREAD)).isEqualTo(first);
        }

        @ParameterizedTest
        @MethodSource("org.forumcache.CacheBackendContract#oneKeyOfEachKind")
        void aLeaseThatIsGivenBackLeavesNothing(EntryKey key) {
            FillLease lease = lease(key);

            backend().release(lease);

            assertThat(lease(key).token()).isNotEqualTo(lease.token());
        }

        @Test
        void aLeaseThatIsGivenBackFillsNothing() {
            FillLease lease = lease(THREAD);
            backend().release(lease);

            boolean stored = fill(lease, entry("1"));

            assertThat(stored).isFalse();
            assertThat(backend().find(THREAD)).isInstanceOf(Lookup.Miss.class);
        }

        @Test
        void aFilledLeaseThatIsGivenBackLeavesItsValue() {
            FillLease lease = lease(THREAD);
            CacheEntry loaded = entry("1");
            fill(lease, loaded);

            backend().release(lease);

            assertThat(hit(THREAD)).isEqualTo(loaded);
        }

        @ParameterizedTest
        @MethodSource("org.forumcache.CacheBackendContract#oneKeyOfEachKind")
        void aLeaseThatIsGivenBackRestoresTheExpiredValue(EntryKey key) {
            CacheEntry old = entry("old");
            putExpired(key, old);

            backend().release(lease(key));

            assertThat(backend().find(key)).isInstanceOf(Lookup.Miss.class);
            assertThat(lease(key).expired()).isEqualTo(old);
        }

        @ParameterizedTest
        @MethodSource("org.forumcache.CacheBackendContract#oneKeyOfEachKind")
        void aLeaseThatIsGivenBackAfterAnInvalidationRestoresNothing(EntryKey key) {
            putExpired(key, entry("old"));
            FillLease lease = lease(key);
            backend().invalidate(Set.of(key.text()), Set.of("plant-care"));

            backend().release(lease);

            assertThat(lease(key).expired()).isNull();
        }

        @Test
        void aLeaseThatIsGivenBackAfterItsGroupWasInvalidatedRestoresNothing() {
            putExpired(LIST, entry("old"));
            FillLease lease = lease(LIST);
            invalidateGroup("plant-care");

            backend().release(lease);

            assertThat(lease(LIST).expired()).isNull();
        }

        @Test
        void anExpiredLeaseIsAMiss() {
            lease(THREAD, SHORT);

            expire();

            assertThat(backend().find(THREAD)).isInstanceOf(Lookup.Miss.class);
        }

        @ParameterizedTest
        @MethodSource("org.forumcache.CacheBackendContract#oneKeyOfEachKind")
        void anExpiredLeaseFillsNothing(EntryKey key) {
            FillLease late = lease(key, SHORT);
            expire();

            boolean stored = fill(late, entry("late"));

            assertThat(stored).isFalse();
            assertThat(backend().find(key)).isInstanceOf(Lookup.Miss.class);
        }

        @Test
        void anExpiredLeasePassesToTheNextReader() {
            FillLease late = lease(LIST, SHORT);
            expire();
            FillLease next = lease(LIST);

            boolean lateStored = fill(late, entry("late"));
            boolean nextStored = fill(next, entry("next"));

            assertThat(lateStored).isFalse();
            assertThat(nextStored).isTrue();
            assertThat(hit(LIST).utf8()).isEqualTo("next".getBytes(UTF_8));
        }

        @Test
        void anOldLeaseThatIsGivenBackLeavesTheNextOneAlone() {
            FillLease late = lease(THREAD, SHORT);
            expire();
            FillLease next = lease(THREAD);

            backend().release(late);

            assertThat(backend().find(THREAD)).isEqualTo(new Lookup.Busy(next.token()));
            assertThat(fill(next, entry("next"))).isTrue();
        }

        /** A reader that missed before the group's first generation was there looks again and finds it. */
        private Lookup.Miss sameGeneration(Lookup.Miss missed, FillLease lease) {
            return missed.generation() == null ? new Lookup.Miss(lease.generation()) : missed;
        }
    }

    @Nested
    class Storing {
        @ParameterizedTest
        @MethodSource("org.forumcache.CacheBackendContract#oneKeyOfEachKind")
        void theLastPutWins(EntryKey key) {
            CacheEntry last = entry("2");
            put(key, entry("1"));

            put(key, last);

            assertThat(hit(key)).isEqualTo(last);
        }

        @ParameterizedTest
        @MethodSource("org.forumcache.CacheBackendContract#oneKeyOfEachKind")
        void putWinsOverAFillUnderAnEarlierLease(EntryKey key) {
            FillLease lease = lease(key);
            CacheEntry put = entry("put");
            put(key, put);

            boolean stored = fill(lease, entry("loaded"));

            assertThat(stored).isFalse();
            assertThat(hit(key)).isEqualTo(put);
        }

        @Test
        void aLeaseThatIsGivenBackAfterAPutLeavesTheValue() {
            FillLease lease = lease(THREAD);
            CacheEntry put = entry("put");
            put(THREAD, put);

            backend().release(lease);

            assertThat(hit(THREAD)).isEqualTo(put);
        }

        @ParameterizedTest
        @MethodSource("org.forumcache.CacheBackendContract#oneKeyOfEachKind")
        void aValueIsReplacedByAFresherOne(EntryKey key) {
            put(key, entry("old"));
            CacheEntry fresh = entry("fresh");

            boolean replaced = backend().replace(key, hit(key), fresh, LONG, NOT_KEPT);

            assertThat(replaced).isTrue();
            assertThat(hit(key)).isEqualTo(fresh);
        }

        @Test
        void theReplacementHasATimeToLiveOfItsOwn() {
            put(THREAD, entry("old"));
            CacheEntry fresh = entry("fresh");
            backend().replace(THREAD, hit(THREAD), fresh, SHORT, LONG);

            expire();

            assertThat(lease(THREAD).expired()).isEqualTo(fresh);
        }

        @ParameterizedTest
        @MethodSource("org.forumcache.CacheBackendContract#oneKeyOfEachKind")
        void onlyTheVeryValueThatIsExpectedIsReplacedNotAnEqualDocument(EntryKey key) {
            CacheEntry first = entry("same");
            put(key, first);
            CacheEntry second = entry("same");
            put(key, second);

            boolean replaced = backend().replace(key, first, entry("fresh"), LONG, NOT_KEPT);

            assertThat(replaced).isFalse();
            assertThat(hit(key)).isEqualTo(second);
        }

        @ParameterizedTest
        @MethodSource("org.forumcache.CacheBackendContract#oneKeyOfEachKind")
        void anInvalidatedValueIsNotReplaced(EntryKey key) {
            CacheEntry old = entry("old");
            put(key, old);
            backend().invalidate(Set.of(key.text()), Set.of("plant-care"));

            boolean replaced = backend().replace(key, old, entry("fresh"), LONG, NOT_KEPT);

            assertThat(replaced).isFalse();
            assertThat(backend().find(key)).isInstanceOf(Lookup.Miss.class);
        }

        @Test
        void aReplacementIsNotReadOnceItsGroupIsInvalidated() {
            CacheEntry old = entry("old");
            put(LIST, old);
            invalidateGroup("plant-care");

            backend().replace(LIST, old, entry("fresh"), LONG, NOT_KEPT);

            assertThat(backend().find(LIST)).isInstanceOf(Lookup.Miss.class);
        }

        @Test
        void whereALeaseIsThereIsNothingToReplace() {
            FillLease lease = lease(THREAD);

            boolean replaced = backend().replace(THREAD, entry("old"), entry("fresh"), LONG, NOT_KEPT);

            assertThat(replaced).isFalse();
            assertThat(backend().find(THREAD)).isEqualTo(new Lookup.Busy(lease.token()));
        }

        @Test
        void whereNothingIsThereIsNothingToReplace() {
            boolean replaced = backend().replace(LIST, entry("old"), entry("fresh"), LONG, NOT_KEPT);

            assertThat(replaced).isFalse();
            assertThat(backend().find(LIST)).isInstanceOf(Lookup.Miss.class);
        }
    }

    @Nested
    class InvalidatingKeys {
        @ParameterizedTest
        @MethodSource("org.forumcache.CacheBackendContract#oneKeyOfEachKind")
        void theValueIsGone(EntryKey key) {
            put(key, entry("1"));

            invalidateKey(key);

            assertThat(backend().find(key)).isInstanceOf(Lookup.Miss.class);
        }

        @Test
        void otherKeysStay() {
            CacheEntry other = entry("other");
            put(THREAD, entry("1"));
            put(EntryKey.thread("other"), other);

            invalidateKey(THREAD);

            assertThat(hit(EntryKey.thread("other"))).isEqualTo(other);
        }

        @Test
        void aKeyThatOnlyBeginsAlikeStays() {
            put(EntryKey.thread("root"), entry("1"));
            put(EntryKey.thread("root-rot"), entry("2"));

            invalidateKey(EntryKey.thread("root"));

            assertThat(backend().find(EntryKey.thread("root"))).isInstanceOf(Lookup.Miss.class);
            assertThat(hit(EntryKey.thread("root-rot")).utf8()).isEqualTo("2".getBytes(UTF_8));
        }

        @ParameterizedTest
        @MethodSource("org.forumcache.CacheBackendContract#oneKeyOfEachKind")
        void aFillUnderAnEarlierLeaseIsRefused(EntryKey key) {
            FillLease lease = lease(key);
            invalidateKey(key);

            boolean stored = fill(lease, entry("outdated"));

            assertThat(stored).isFalse();
            assertThat(backend().find(key)).isInstanceOf(Lookup.Miss.class);
        }

        @ParameterizedTest
        @MethodSource("org.forumcache.CacheBackendContract#oneKeyOfEachKind")
        void anInvalidatedLeaseMakesNobodyWait(EntryKey key) {
            FillLease outdated = lease(key);

            invalidateKey(key);

            FillLease next = lease(key);
            assertThat(next.token()).isNotEqualTo(outdated.token());
            assertThat(fill(next, entry("fresh"))).isTrue();
        }

        @Test
        void aFillIsRefusedThoughTheNextReaderHasALease() {
            FillLease outdated = lease(THREAD);
            invalidateKey(THREAD);
            FillLease next = lease(THREAD);

            boolean stored = fill(outdated, entry("outdated"));

            assertThat(stored).isFalse();
            assertThat(backend().find(THREAD)).isEqualTo(new Lookup.Busy(next.token()));
        }

        @Test
        void manyKeysAndGroupsGoInOneCall() {
            List<String> texts = new ArrayList<>();
            List<String> groups = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                put(EntryKey.thread("t" + i), entry("1"));
                put(list("c" + i, 1), entry("1"));
                texts.add(CacheKeys.thread("t" + i));
                groups.add("c" + i);
            }

            backend().invalidate(texts, groups);

            for (int i = 0; i < 500; i++) {
                assertThat(backend().find(EntryKey.thread("t" + i))).isInstanceOf(Lookup.Miss.class);
                assertThat(backend().find(list("c" + i, 1))).isInstanceOf(Lookup.Miss.class);
            }
        }

        @Test
        void unknownKeysAndGroupsAreNoFault() {
            assertThatCode(() -> backend().invalidate(List.of("forum:thread:unknown"), List.of("unknown")))
                    .doesNotThrowAnyException();
        }

        @Test
        void invalidatingNothingChangesNothing() {
            CacheEntry stored = entry("1");
            put(LIST, stored);

            backend().invalidate(List.of(), List.of());

            assertThat(hit(LIST)).isEqualTo(stored);
        }
    }

    @Nested
    class InvalidatingGroups {
        @Test
        void everyEntryOfTheGroupIsGone() {
            IntStream.rangeClosed(1, 50).forEach(page -> put(list("plant-care", page), entry("1")));

            invalidateGroup("plant-care");

            assertThat(IntStream.rangeClosed(1, 50))
                    .allSatisfy(page ->
                            assertThat(backend().find(list("plant-care", page))).isInstanceOf(Lookup.Miss.class));
        }

        @Test
        void groupsMatchExactly() {
            List<String> others = List.of("plant-care", "plan", "Plant", "plant_", "all");
            put(list("plant", 1), entry("gone"));
            others.forEach(category -> put(list(category, 1), entry("stays")));

            invalidateGroup("plant");

            assertThat(backend().find(list("plant", 1))).isInstanceOf(Lookup.Miss.class);
            assertThat(others)
                    .allSatisfy(category ->
                            assertThat(hit(list(category, 1)).utf8()).isEqualTo("stays".getBytes(UTF_8)));
        }

        @Test
        void theCategoryItselfAndItsThreadsStay() {
            put(EntryKey.category("plant-care"), entry("category"));
            put(EntryKey.thread("plant-care"), entry("thread"));

            invalidateGroup("plant-care");

            assertThat(hit(EntryKey.category("plant-care")).utf8()).isEqualTo("category".getBytes(UTF_8));
            assertThat(hit(EntryKey.thread("plant-care")).utf8()).isEqualTo("thread".getBytes(UTF_8));
        }

        @Test
        void aFillUnderAnEarlierLeaseIsNeverRead() {
            FillLease lease = lease(LIST);
            invalidateGroup("plant-care");

            fill(lease, entry("outdated"));

            Lookup.Miss missed = miss(LIST);
            assertThat(acquire(LIST, missed)).isInstanceOf(Lookup.Granted.class);
        }

        @Test
        void aLeaseOfAnEarlierGenerationIsNotBusy() {
            FillLease outdated = lease(LIST);

            invalidateGroup("plant-care");

            FillLease next = lease(LIST);
            assertThat(next.token()).isNotEqualTo(outdated.token());
            assertThat(fill(next, entry("fresh"))).isTrue();
            assertThat(hit(LIST).utf8()).isEqualTo("fresh".getBytes(UTF_8));
        }

        @Test
        void aFillUnderAnEarlierLeaseDoesNotReplaceTheNextLease() {
            FillLease outdated = lease(LIST);
            invalidateGroup("plant-care");
            FillLease next = lease(LIST);

            boolean stored = fill(outdated, entry("outdated"));

            assertThat(stored).isFalse();
            assertThat(backend().find(LIST)).isEqualTo(new Lookup.Busy(next.token()));
        }

        @Test
        void aGroupWithoutAnyEntryIsInvalidatedForTheReaderThatMissedAlready() {
            Lookup.Miss missed = miss(LIST);
            invalidateGroup("plant-care");
            Lookup answer = acquire(LIST, missed);

            backend().fill(((Lookup.Granted) answer).lease(), entry("fresh"), LONG, NOT_KEPT);
            invalidateGroup("plant-care");

            assertThat(backend().find(LIST)).isInstanceOf(Lookup.Miss.class);
        }

        @Test
        void entriesStoredAfterwardsAreFound() {
            put(LIST, entry("old"));
            invalidateGroup("plant-care");
            CacheEntry fresh = entry("fresh");

            put(LIST, fresh);

            assertThat(hit(LIST)).isEqualTo(fresh);
        }

        @Test
        void allGroupsGoAtOnce() {
            List<String> categories = List.of("all", "plant-care", "pests");
            categories.forEach(category -> put(list(category, 1), entry("1")));
            put(THREAD, entry("stays"));
            put(EntryKey.category("pests"), entry("stays"));

            backend().invalidateAllGroups();

            assertThat(categories)
                    .allSatisfy(category ->
                            assertThat(backend().find(list(category, 1))).isInstanceOf(Lookup.Miss.class));
            assertThat(hit(THREAD).utf8()).isEqualTo("stays".getBytes(UTF_8));
            assertThat(hit(EntryKey.category("pests")).utf8()).isEqualTo("stays".getBytes(UTF_8));
        }

        @Test
        void noFillUnderALeaseFromBeforeAllGroupsWentIsRead() {
            FillLease ofAList = lease(LIST);
            FillLease ofAThread = lease(THREAD);
            backend().invalidateAllGroups();

            fill(ofAList, entry("outdated"));
            boolean threadStored = fill(ofAThread, entry("current"));

            assertThat(backend().find(LIST)).isInstanceOf(Lookup.Miss.class);
            assertThat(threadStored).isTrue();
        }
    }

    @Nested
    class InvalidatingEverything {
        @Test
        void noValueIsLeft() {
            oneKeyOfEachKind().forEach(key -> put(key, entry("1")));

            backend().invalidateEverything();

            assertThat(oneKeyOfEachKind())
                    .allSatisfy(key -> assertThat(backend().find(key)).isInstanceOf(Lookup.Miss.class));
        }

        @Test
        void noFillUnderAnEarlierLeaseIsRead() {
            List<FillLease> leases =
                    oneKeyOfEachKind().stream().map(key -> lease(key)).toList();
            backend().invalidateEverything();

            leases.forEach(lease -> fill(lease, entry("outdated")));

            assertThat(oneKeyOfEachKind())
                    .allSatisfy(key -> assertThat(backend().find(key)).isInstanceOf(Lookup.Miss.class));
        }

        @Test
        void noExpiredValueIsLeft() {
            oneKeyOfEachKind().forEach(key -> putExpired(key, entry("old")));

            backend().invalidateEverything();

            assertThat(oneKeyOfEachKind())
                    .allSatisfy(key -> assertThat(lease(key).expired()).isNull());
        }

        @Test
        void whatIsStoredAfterwardsIsFound() {
            oneKeyOfEachKind().forEach(key -> put(key, entry("old")));
            backend().invalidateEverything();
            CacheEntry fresh = entry("fresh");

            oneKeyOfEachKind().forEach(key -> fill(lease(key), fresh));

            assertThat(oneKeyOfEachKind())
                    .allSatisfy(key -> assertThat(hit(key)).isEqualTo(fresh));
        }
    }

    @Nested
    class Races {
        @ParameterizedTest
        @MethodSource("org.forumcache.CacheBackendContract#oneKeyOfEachKind")
        void noReadThatStartsAfterAWriteReturnsAnythingOlder(EntryKey key) {
            BackendRace race = new BackendRace(backend(), key);

            race.run(4, 300);

            assertThat(race.staleReads()).isEmpty();
            assertThat(race.hits()).isPositive();
        }

        @ParameterizedTest
        @MethodSource("org.forumcache.CacheBackendContract#oneKeyOfEachKind")
        void ofManyReadersThatMissOneGetsTheLease(EntryKey key) {
            Lookup.Miss missed = miss(key);

            List<Lookup> answers = Together.call(16, () -> acquire(key, missed));

            List<FillLease> leases = answers.stream()
                    .filter(Lookup.Granted.class::isInstance)
                    .map(answer -> ((Lookup.Granted) answer).lease())
                    .toList();
            assertThat(leases).hasSize(1);
            assertThat(answers)
                    .filteredOn(answer -> !(answer instanceof Lookup.Granted))
                    .allSatisfy(answer -> assertThat(answer)
                            .isEqualTo(new Lookup.Busy(leases.get(0).token())));
        }

        @Test
        void ofManyReplacementsOfOneValueOneSucceeds() {
            CacheEntry old = entry("old");
            put(LIST, old);

            List<Boolean> replaced =
                    Together.call(16, () -> backend().replace(LIST, old, entry("fresh"), LONG, NOT_KEPT));

            assertThat(replaced).containsOnlyOnce(true);
        }
    }

    @Nested
    class Status {
        @Test
        void namesTheBackendAndSaysThatItIsUp() {
            BackendStatus status = backend().status();

            assertThat(status.backend()).isNotBlank();
            assertThat(status.state()).isEqualTo("up");
        }

        @Test
        void countsEntriesAndBytesIfItKnowsThem() {
            put(THREAD, entry("x".repeat(1_000)));

            BackendStatus status = backend().status();

            status.entries().ifPresent(entries -> assertThat(entries).isPositive());
            status.bytes().ifPresent(bytes -> assertThat(bytes).isGreaterThan(1_000));
        }
    }
}
