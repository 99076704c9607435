package org.forumcache.server.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Cards dealt in random order, none twice before all have been dealt; then it is shuffled anew.
 *
 * <p>Equal cards and equal randomness give an equal order, on every Java version. Not safe for several threads.
 */
final class Deck<T> {
    private final List<T> cards;
    private final Random random;
    private int left;
    private boolean dealtOut;

    Deck(List<T> cards, Random random) {
        if (cards.isEmpty()) {
            throw new IllegalArgumentException("A deck needs at least one card.");
        }
        this.cards = new ArrayList<>(cards);
        this.random = random;
        left = cards.size();
    }

    /** Whether every further card will be one that has been dealt before. */
    boolean isDealtOut() {
        return dealtOut || left == 0;
    }

    T draw() {
        if (left == 0) {
            left = cards.size();
            dealtOut = true;
        }
        int place = random.nextInt(left);
        left--;
        T card = cards.get(place);
        cards.set(place, cards.get(left));
        cards.set(left, card);
        return card;
    }
}
