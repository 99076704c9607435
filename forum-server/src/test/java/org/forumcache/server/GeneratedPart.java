package org.forumcache.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The part of a page of the documentation that is generated, between two marks. With {@code -Dforumcache.docs.write=true}
 * it is written; otherwise the page must have it.
 */
record GeneratedPart(String page) {
    private static final String BEGIN = "<!-- generated: begin -->\n";
    private static final String END = "<!-- generated: end -->";

    void mustBe(String generated) throws IOException {
        Path file = Path.of("..", "docs", page);
        String text = Files.readString(file);
        assertThat(text).as("the marks in %s", file).containsSubsequence(BEGIN, END);
        int from = text.indexOf(BEGIN) + BEGIN.length();
        int to = text.indexOf(END);

        if (Boolean.getBoolean("forumcache.docs.write")) {
            Files.write(file, (text.substring(0, from) + generated + text.substring(to)).getBytes(UTF_8));
        }

        String now = Files.readString(file);
        assertThat(now.substring(from, now.indexOf(END)))
                .as("%s: run this test with -Dforumcache.docs.write=true", file)
                .isEqualTo(generated);
    }
}
