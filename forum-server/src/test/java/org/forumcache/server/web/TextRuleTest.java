package org.forumcache.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextRuleTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "äöü", "🌿🌿🌿", "a\u200db", " a "})
    void aLineOfOrdinaryTextIsTaken(String text) {
        assertThat(TextRule.line(3).require("title", text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\u2003",
                "abcd",
                "🌿🌿🌿🌿",
                "a\n",
                "\u0000",
                "\u007f",
                "\u0085",
                "\u2028",
                "\ud83c",
                "\udf3fa",
                "\ufffd"
            })
    void aLineThatIsBlankTooLongOrBrokenIsRefusedByName(String text) {
        TextRule rule = TextRule.line(3);

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> rule.require("title", text))
                .satisfies(refusal -> assertThat(refusal.body().parameter()).isEqualTo("title"));
    }

    @Test
    void aBlockMayHaveLinesAndTabs() {
        assertThat(TextRule.block(9).require("content", "a\r\n\tb\n")).isEqualTo("a\r\n\tb\n");
    }
}
