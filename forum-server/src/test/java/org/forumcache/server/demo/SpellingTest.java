package org.forumcache.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "I do not know and cannot say.|I don't know and can't say.",
                "It is dry, that is all.|It's dry, that's all.",
                "I am sure I have seen it.|I'm sure I've seen it.",
                "They are fine, you are not.|They're fine, you aren't.",
                "As dry as it is.|As dry as it is.",
                "I have three.|I have three."
            })
    void someContract(String written, String contracted) {
        assertThat(new Spelling(Set.of("contracted")).apply(written)).isEqualTo(contracted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The colour of mould on grey soil.|The color of mold on gray soil.",
                "Two centimetres, a litre, a metre.|Two centimeters, a liter, a meter.",
                "I would and could.|I would and could.",
                "Aubergines and courgettes.|Eggplants and zucchinis."
            })
    void someSpellAsAmericansDo(String written, String american) {
        assertThat(new Spelling(Set.of("american")).apply(written)).isEqualTo(american);
    }

    @Test
    void othersLeaveEverythingAsItIs() {
        String text = "I do not like the colour.";

        assertThat(new Spelling(Set.of("full")).apply(text)).isEqualTo(text);
    }
}
