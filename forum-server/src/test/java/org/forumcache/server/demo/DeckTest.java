package org.forumcache.server.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DeckTest {

    @Test
    void everyCardIsDealtOnceBeforeAnyIsDealtAgain() {
        Deck<Integer> deck = new Deck<>(IntStream.range(0, 50).boxed().toList(), new Random(1));

        List<Integer> first = Stream.generate(deck::draw).limit(50).toList();
        List<Integer> second = Stream.generate(deck::draw).limit(50).toList();

        assertThat(first).doesNotHaveDuplicates();
        assertThat(second).containsExactlyInAnyOrderElementsOf(first).isNotEqualTo(first);
    }

    @Test
    void aDeckIsDealtOutWithItsLastCardAndStaysSo() {
        Deck<String> deck = new Deck<>(List.of("a", "b"), new Random(1));

        deck.draw();
        boolean before = deck.isDealtOut();
        deck.draw();
        boolean after = deck.isDealtOut();
        deck.draw();

        assertThat(before).isFalse();
        assertThat(after).isTrue();
        assertThat(deck.isDealtOut()).isTrue();
    }

    @Test
    void equalRandomnessDealsEqually() {
        List<Integer> cards = IntStream.range(0, 100).boxed().toList();
        Deck<Integer> one = new Deck<>(cards, new Random(7));
        Deck<Integer> other = new Deck<>(cards, new Random(7));

        List<Integer> dealt = Stream.generate(one::draw).limit(250).toList();

        assertThat(dealt).isEqualTo(Stream.generate(other::draw).limit(250).toList());
    }

    @Test
    void aDeckWithoutCardsIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Deck<>(List.of(), new Random()));
    }
}
