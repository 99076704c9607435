package org.forumcache.examples.plain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlainForumTest {
    private final PrintStream console = System.out;

    @AfterEach
    void giveTheConsoleBack() {
        System.setOut(console);
    }

    @Test
    void printsAMissAHitAndAfterAReplyAMissThatShowsIt() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));

        PlainForum.main(new String[0]);

        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "MISS [\"How often?\"]",
                        "HIT [\"How often?\"]",
                        "MISS [\"How often?\",\"Less than you think.\"]");
    }
}
