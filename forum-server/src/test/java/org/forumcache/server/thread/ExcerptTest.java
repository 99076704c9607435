package org.forumcache.server.thread;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {

    @Test
    void aShortTextIsItsOwnExcerptOnOneLine() {
        assertThat(Excerpt.of("  Two\n\n lines\there. ")).isEqualTo("Two lines here.");
    }

    @Test
    void aTextOfExactly200CharactersIsNotCut() {
        String text = "word ".repeat(40).strip() + "!";

        assertThat(text).hasSize(200);
        assertThat(Excerpt.of(text)).isEqualTo(text);
    }

    @Test
    void aLongTextIsCutAfterAWord() {
        String excerpt = Excerpt.of("abc ".repeat(100));

        assertThat(excerpt).hasSize(200).endsWith(" abc…");
    }

    @Test
    void aWordThatEndsExactlyAtTheCutIsKept() {
        String text = "a".repeat(199) + " and more";

        assertThat(Excerpt.of(text)).isEqualTo("a".repeat(199) + "…");
    }

    @Test
    void oneEndlessWordIsCutInsideButNotInsideACharacter() {
        String excerpt = Excerpt.of("🌿".repeat(300));

        assertThat(excerpt).isEqualTo("🌿".repeat(199) + "…");
    }
}
