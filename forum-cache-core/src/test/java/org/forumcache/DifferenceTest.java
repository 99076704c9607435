package org.forumcache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DifferenceTest {
    @Test
    void shortTextsAreShownWhole() {
        assertThat(Difference.between("one", "other")).isEqualTo("cached is one, the database has other");
    }

    @Test
    void nothingIsCalledNothing() {
        assertThat(Difference.between("", "one")).isEqualTo("cached is nothing, the database has one");
    }

    @Test
    void longTextsAreCutAroundTheirFirstDifference() {
        String same = "s".repeat(1_000);

        String difference = Difference.between(same + "A" + same, same + "B");

        String before = "…" + "s".repeat(24);
        assertThat(difference)
                .isEqualTo("cached is " + before + "A" + "s".repeat(55) + "…, the database has " + before + "B");
    }

    @Test
    void oneTextMayBeTheBeginningOfTheOther() {
        assertThat(Difference.between("one", "one more")).isEqualTo("cached is one, the database has one more");
    }

    @Test
    void textCannotBeginALineOfItsOwn() {
        assertThat(Difference.between("a\nERROR all is lost", "b\r\u001b[31m"))
                .isEqualTo("cached is a ERROR all is lost, the database has b  [31m");
    }
}
