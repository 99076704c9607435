package org.forumcache.benchmarks.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.forumcache.EntryKind;
import org.junit.jupiter.api.Test;

/** Histories made by hand, of two threads in two categories. Times are thousands of nanoseconds, as reads are recorded. */
class CheckerTest {
    private static final long UNIT = 1_000;
    private static final int WRITER = 0;
    private static final int READER = 1;

    private final Catalogue catalogue = new Catalogue(2, 2);
    private final List<Page> pages = catalogue.pages();
    private final List<Write> writes = new ArrayList<>();
    private final Map<Integer, List<Deliveries.Sample>> delivered = new HashMap<>();
    private final List<Fault> faults = new ArrayList<>();
    private final ReadLog log = new ReadLog(READER, pages);
    private long window;

    CheckerTest() {
        for (int register = 0; register < catalogue.registers(); register++) {
            acknowledged(register, 1, -2, -1);
        }
    }

    @Test
    void aReadThatShowsWhatWasAcknowledgedIsFine() {
        acknowledged(0, 2, 10, 20);
        threadRead(30, 40, 2);

        assertThat(check().violations()).isZero();
        assertThat(check().reads()).isEqualTo(1);
        assertThat(check().reads(EntryKind.THREAD)).isEqualTo(1);
    }

    @Test
    void aReadThatShowsLessIsStale() {
        acknowledged(0, 2, 10, 20);
        threadRead(25, 40, 1);

        Verdict verdict = check();

        assertThat(verdict.violations()).isEqualTo(1);
        assertThat(verdict.longestMillis(Excuse.NONE)).isEqualTo(0.005);
        assertThat(verdict.shortest(Excuse.NONE)).singleElement().satisfies(read -> {
            assertThat(read.node()).isEqualTo(READER);
            assertThat(read.register()).isZero();
            assertThat(read.seen()).isEqualTo(1);
            assertThat(read.acknowledged()).isEqualTo(2);
        });
    }

    @Test
    void aReadThatOverlapsAWriteMaySeeEitherSide() {
        acknowledged(0, 2, 10, 20);
        threadRead(19, 40, 1);
        threadRead(19, 40, 2);

        assertThat(check().violations()).isZero();
    }

    @Test
    void aReadThatStartsAtTheVeryMomentOfTheAcknowledgementOverlapsIt() {
        acknowledged(0, 2, 10, 20);
        threadRead(20, 40, 1);

        assertThat(check().violations()).isZero();
    }

    @Test
    void aWriteOfUnknownOutcomeIsNeverHeldAgainstAReader() {
        unknown(0, 2, 10);
        threadRead(50, 60, 1);
        threadRead(50, 60, 2);

        assertThat(check().violations()).isZero();
    }

    @Test
    void ofOverlappingWritesThoseThatWereAcknowledgedCount() {
        acknowledged(0, 3, 10, 40);
        acknowledged(0, 2, 5, 60);
        threadRead(39, 70, 1);
        threadRead(50, 70, 2);
        threadRead(50, 70, 3);

        Verdict verdict = check();

        assertThat(verdict.violations()).isEqualTo(1);
        assertThat(verdict.shortest(Excuse.NONE).get(0).seen()).isEqualTo(2);
    }

    @Test
    void stalenessCountsFromTheFirstWriteThatWasMissed() {
        acknowledged(0, 2, 10, 20);
        acknowledged(0, 3, 30, 40);
        threadRead(50, 60, 1);

        assertThat(check().longestMillis(Excuse.NONE)).isEqualTo(0.03);
    }

    @Test
    void reactionsAndCategoriesAreCheckedToo() {
        acknowledged(catalogue.reactions(0), 2, 10, 20);
        acknowledged(catalogue.category(1), 2, 10, 20);
        read(0, 30, 40, 1, 1, 1, 0);
        read(0, 30, 40, 1, 2, 0, 1);
        read(0, 30, 40, 1, 2, 0, 2);

        assertThat(check().violations()).isEqualTo(2);
    }

    @Test
    void aThreadThatIsStillDeniedAfterItsCreationIsStale() {
        placed(2, 0, Catalogue.NOWHERE, 10);
        placed(3, Catalogue.NOWHERE, 0, 30);
        threadRead(35, 50, Page.ABSENT);
        threadRead(41, 50, Page.ABSENT);

        assertThat(check().violations()).isEqualTo(1);
    }

    @Test
    void aThreadMayBeDeniedFromTheStartOfItsDeletion() {
        placed(2, 0, Catalogue.NOWHERE, 10);
        threadRead(3, 9, Page.ABSENT);
        threadRead(4, 11, Page.ABSENT);

        // Nothing can be absent before, and yet no later version was acknowledged than the one it never had
        assertThat(check().violations()).isEqualTo(1);
    }

    @Test
    void aDeletionOfUnknownOutcomeMayBeSeen() {
        writes.add(new Write(
                WRITER, new Write.Change(0, 2, 0, Catalogue.NOWHERE), 10 * UNIT, Write.NEVER, Write.Delivery.PENDING));
        threadRead(30, 40, Page.ABSENT);

        assertThat(check().violations()).isZero();
    }

    @Test
    void aDeletionWhoseVersionAnotherWriteHasGotWasUndone() {
        writes.add(new Write(
                WRITER, new Write.Change(0, 2, 0, Catalogue.NOWHERE), 10 * UNIT, Write.NEVER, Write.Delivery.PENDING));
        acknowledged(0, 2, 20, 30);
        threadRead(40, 50, Page.ABSENT);

        assertThat(check().violations()).isEqualTo(1);
    }

    @Test
    void aListMustNotShowAThreadThatHasMovedAway() {
        placed(2, 0, 1, 10);
        listRead(0, 30, 40, 1);
        listRead(0, 30, 40, Page.ABSENT);
        listRead(1, 30, 40, Page.ABSENT);
        listRead(1, 30, 40, 2);

        Verdict verdict = check();

        assertThat(verdict.stale(Excuse.NONE, EntryKind.LIST)).isEqualTo(2);
    }

    @Test
    void anEditOfAThreadThatHasLeftIsNoneOfTheFormerCategorysLists() {
        writes.add(new Write(WRITER, new Write.Change(0, 2, 0, 1), 10 * UNIT, Write.NEVER, Write.Delivery.PENDING));
        placed(3, 1, 1, 20);
        listRead(0, 40, 50, 1);
        listRead(1, 40, 50, Page.ABSENT);

        Verdict verdict = check();

        assertThat(verdict.violations()).isEqualTo(1);
        assertThat(verdict.shortest(Excuse.NONE).get(0).page().place()).isEqualTo(1);
    }

    @Test
    void stalenessIsExcusedWhileNothingThatWasMissedHasArrived() {
        pending(0, 2, 10, 20);
        delivered.put(
                WRITER,
                List.of(new Deliveries.Sample(15 * UNIT, 25 * UNIT), new Deliveries.Sample(34 * UNIT, 35 * UNIT)));
        threadRead(30, 40, 1);
        threadRead(36, 40, 1);

        Verdict verdict = check();

        assertThat(verdict.stale(Excuse.UNDELIVERED)).isEqualTo(1);
        assertThat(verdict.longestMillis(Excuse.UNDELIVERED)).isEqualTo(0.01);
        assertThat(verdict.violations()).isEqualTo(1);
    }

    @Test
    void aLaterWriteThatHasArrivedLeavesNoExcuse() {
        pending(0, 2, 10, 20);
        acknowledged(0, 3, 21, 25);
        threadRead(30, 40, 1);

        assertThat(check().violations()).isEqualTo(1);
    }

    @Test
    void stalenessIsExcusedWhileAFormerServerAnswers() {
        acknowledged(0, 2, 10, 20);
        faults.add(new Fault(FaultKind.REDIS_SPLIT, "all nodes", 15 * UNIT, 30 * UNIT));
        faults.add(new Fault(FaultKind.REDIS_PROMOTION, "all nodes", 15 * UNIT, 50 * UNIT));
        threadRead(25, 40, 1);

        Verdict verdict = check();

        assertThat(verdict.stale(Excuse.FORMER_SERVER)).isEqualTo(1);
        assertThat(verdict.violations()).isZero();
    }

    @Test
    void afterAFormerServerHasEndedStalenessIsExcusedUntilEverybodyHasLearnedOfIt() {
        acknowledged(0, 2, 10, 20);
        faults.add(new Fault(FaultKind.REDIS_SPLIT, "all nodes", 15 * UNIT, 30 * UNIT));
        threadRead(31, 40, 1);
        long learned = 30 + Duration.ofSeconds(2).toNanos() / UNIT;
        threadRead(learned + 1, learned + 10, 1);

        Verdict verdict = check();

        assertThat(verdict.stale(Excuse.FORMER_SERVER)).isEqualTo(1);
        assertThat(verdict.violations()).isEqualTo(1);
    }

    @Test
    void whatWasWrittenOnceAFormerServerHadEndedIsNotExcused() {
        acknowledged(0, 2, 10, 20);
        faults.add(new Fault(FaultKind.REDIS_SPLIT, "all nodes", 5 * UNIT, 15 * UNIT));
        threadRead(31, 40, 1);

        assertThat(check().violations()).isEqualTo(1);
    }

    @Test
    void aBreachCountsThoughSomethingElseOnThePageIsExcused() {
        pending(0, 2, 10, 20);
        acknowledged(catalogue.reactions(0), 2, 10, 20);
        read(0, 30, 40, 1, 1, 1, 0);

        Verdict verdict = check();

        assertThat(verdict.violations()).isEqualTo(1);
        assertThat(verdict.stale(Excuse.UNDELIVERED)).isZero();
    }

    @Test
    void whatAnotherNodeHasJustWrittenMayBeMissedWithinTheWindow() {
        window = 10;
        acknowledged(0, 2, 10, 20);
        threadRead(30, 40, 1);
        threadRead(31, 40, 1);

        Verdict verdict = check();

        assertThat(verdict.stale(Excuse.WITHIN_WINDOW)).isEqualTo(1);
        assertThat(verdict.violations()).isEqualTo(1);
    }

    @Test
    void whatTheNodeItselfHasWrittenIsNeverMissed() {
        window = 10;
        writes.add(new Write(READER, new Write.Change(0, 2, 0, 0), 10 * UNIT, 20 * UNIT, Write.Delivery.DELIVERED));
        threadRead(25, 40, 1);

        assertThat(check().violations()).isEqualTo(1);
    }

    @Test
    void theWindowOpensWhenWhatWasHeldUpArrives() {
        window = 10;
        pending(0, 2, 10, 20);
        delivered.put(WRITER, List.of(new Deliveries.Sample(28 * UNIT, 29 * UNIT)));
        threadRead(38, 45, 1);
        threadRead(40, 45, 1);

        assertThat(check().stale(Excuse.WITHIN_WINDOW)).isEqualTo(1);
        assertThat(check().violations()).isEqualTo(1);
    }

    @Test
    void theShortestHistoriesAreKept() {
        for (int version = 2; version <= 10; version++) {
            acknowledged(0, version, version * 10L, version * 10L + 5);
        }
        for (int seen : new int[] {3, 9, 5, 8, 1}) {
            threadRead(200, 210, seen);
        }

        assertThat(check().shortest(Excuse.NONE)).extracting(StaleRead::seen).containsExactly(9, 8, 5);
    }

    @Test
    void twoMillionReadsAreCheckedAgainstTwentyThousandWrites() {
        Random random = new Random(7);
        for (int version = 2; version < 20_000; version++) {
            acknowledged(0, version, version * 100L, version * 100L + 50);
        }
        for (int i = 0; i < 2_000_000; i++) {
            threadRead(i, i + 10, i / 100 + 1);
        }
        log.add(pages.get(0), 2_000_001 * UNIT, 2_000_002 * UNIT, new int[] {random.nextInt(100) + 1, 1, 1, 0});

        Verdict verdict = check();

        assertThat(verdict.violations()).isEqualTo(1);
        assertThat(verdict.reads()).isEqualTo(2_000_001);
    }

    private Verdict check() {
        return new Checker(catalogue, writes, new Deliveries(delivered), faults, Duration.ofNanos(window * UNIT))
                .check(List.of(log));
    }

    private void acknowledged(int register, int version, long start, long end) {
        add(new Write.Change(register, version, 0, 0), start, end, Write.Delivery.DELIVERED);
    }

    private void pending(int register, int version, long start, long end) {
        add(new Write.Change(register, version, 0, 0), start, end, Write.Delivery.PENDING);
    }

    private void placed(int version, int from, int place, long start) {
        add(new Write.Change(0, version, from, place), start, start + 10, Write.Delivery.DELIVERED);
    }

    private void unknown(int register, int version, long start) {
        writes.add(new Write(
                WRITER, new Write.Change(register, version, 0, 0), start * UNIT, Write.NEVER, Write.Delivery.PENDING));
    }

    private void add(Write.Change change, long start, long end, Write.Delivery delivery) {
        writes.add(new Write(WRITER, change, start * UNIT, end * UNIT, delivery));
    }

    private void threadRead(long start, long end, int version) {
        read(0, start, end, version, version < 0 ? 0 : 1, 0, 0);
    }

    private void listRead(int category, long start, long end, int version) {
        Page list = pages.stream()
                .filter(page -> page.kind() == EntryKind.LIST && page.place() == category && page.register(1) == 0)
                .findFirst()
                .orElseThrow();
        read(list.number(), start, end, 1, version);
    }

    /** The end is recorded rounded up to the next unit. */
    private void read(int page, long start, long end, int... versions) {
        log.add(pages.get(page), start * UNIT, end * UNIT - 1, versions);
    }
}
