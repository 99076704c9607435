package org.forumcache.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {

    @ParameterizedTest
    @CsvSource({
        "monstera, a monstera",
        "aloe vera, an aloe vera",
        "umbrella tree, an umbrella tree",
        "euphorbia, a euphorbia",
        "ZZ plant, a ZZ plant"
    })
    void theRightArticleIsPutBeforeANoun(String plant, String withArticle) {
        assertThat(fill("{a plant}", plant)).isEqualTo(withArticle);
    }

    @Test
    void aBlankThatBeginsASentenceIsFilledInWithACapital() {
        assertThat(fill("{Plant}? {A plant}!", "orchid")).isEqualTo("Orchid? An orchid!");
    }

    @Test
    void oneOfEachChoiceIsTakenAndEachInItsTurn() {
        Set<String> taken = new HashSet<>();
        Random random = new Random(1);

        for (int i = 0; i < 100; i++) {
            taken.add(new Template("[one|two] {plant}[?|]").fill(blank -> "fern", random));
        }

        assertThat(taken).containsExactlyInAnyOrder("one fern?", "one fern", "two fern?", "two fern");
    }

    @Test
    void aChoiceMayHoldBlanks() {
        assertThat(fill("[my {plant}|my {plant}]", "fern")).isEqualTo("my fern");
    }

    @Test
    void valuesAreTakenAsTheyAre() {
        assertThat(fill("{plant}", "$1 \\ [a|b]")).isEqualTo("$1 \\ [a|b]");
    }

    private static String fill(String template, String plant) {
        return new Template(template).fill(blank -> plant, new Random(1));
    }
}
