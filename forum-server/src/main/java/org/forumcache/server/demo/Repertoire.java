package org.forumcache.server.demo;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** What can be said in one thread, by kind, dealt so that nothing comes twice before everything has come once. */
final class Repertoire {
    private final Script script;
    private final Random random;
    private final Map<List<String>, Deck<String>> decks = new HashMap<>();

    /** Decks of different topics hold some lines in common. */
    private final Set<String> said = new HashSet<>();

    Repertoire(Script script, Random random) {
        this.script = script;
        this.random = random;
    }

    String draw(String kind, Topic topic) {
        Deck<String> deck = deck(kind, topic);
        String line = deck.draw();
        while (!said.add(line) && !deck.isDealtOut()) {
            line = deck.draw();
        }
        return line;
    }

    boolean hasNew(String kind, Topic topic) {
        return !deck(kind, topic).isDealtOut();
    }

    private Deck<String> deck(String kind, Topic topic) {
        return decks.computeIfAbsent(lines(kind, topic), lines -> new Deck<>(lines, random));
    }

    private List<String> lines(String kind, Topic topic) {
        return switch (kind) {
            case "see" -> topic.problem().questions().observations();
            case "ask" -> topic.problem().questions().asks();
            case "say" -> topic.problem().advice();
            case "end" -> topic.problem().outcomes();
            case "tip" -> script.phrases().of("tip-" + topic.facts().plant().kind());
            default -> script.said(kind, topic.problem());
        };
    }
}
