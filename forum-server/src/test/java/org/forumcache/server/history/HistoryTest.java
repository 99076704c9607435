package org.forumcache.server.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.forumcache.server.history.History.Read;
import org.forumcache.server.history.History.Violation;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private final History history = new History(1);

    @Test
    void readsThatShowEveryAcknowledgedWriteAreFine() {
        history.acknowledged("a", 10);
        history.acknowledged("a", 20);
        history.read(new Read("a", "/a", 15, 2, 0));
        history.read(new Read("a", "/a", 25, 3, 0));

        assertThat(history.violations()).isEmpty();
    }

    @Test
    void readsMayShowWritesThatAreNotAcknowledgedYet() {
        history.acknowledged("a", 10);
        history.read(new Read("a", "/a", 5, 2, 0));

        assertThat(history.violations()).isEmpty();
    }

    @Test
    void readsThatOverlapAnAcknowledgementMayMissIt() {
        history.acknowledged("a", 10);
        history.read(new Read("a", "/a", 10, 1, 0));

        assertThat(history.violations()).isEmpty();
    }

    @Test
    void readsThatMissAnAcknowledgedWriteAreStale() {
        history.acknowledged("a", 10);
        history.acknowledged("a", 20);
        Read stale = new Read("a", "/a", 26, 2, 0);
        history.read(stale);

        assertThat(history.violations()).containsExactly(new Violation(stale, 3, 6));
    }

    @Test
    void writesToOtherThreadsDoNotCount() {
        history.acknowledged("b", 10);
        history.read(new Read("a", "/a", 20, 1, 0));

        assertThat(history.violations()).isEmpty();
    }

    @Test
    void theLeastStaleReadComesFirst() {
        history.acknowledged("a", 10);
        history.read(new Read("a", "/late", 90, 1, 0));
        history.read(new Read("a", "/early", 11, 1, 0));

        assertThat(history.violations())
                .extracting(violation -> violation.read().path())
                .containsExactly("/early", "/late");
    }
}
