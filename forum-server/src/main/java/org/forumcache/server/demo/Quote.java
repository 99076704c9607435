package org.forumcache.server.demo;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/** Something worth quoting, and who wrote it. */
record Quote(DemoMember author, String text) {
    private static final Pattern BETWEEN_SENTENCES = Pattern.compile("(?<=[.!?]) (?=[A-Z])");

    private static final int SHORTEST = 24;

    /** One sentence of it that says something by itself. */
    String sentence(Random random) {
        List<String> sentences = Arrays.stream(BETWEEN_SENTENCES.split(text, -1))
                .filter(sentence -> sentence.length() >= SHORTEST)
                .toList();
        return sentences.isEmpty() ? text : sentences.get(random.nextInt(sentences.size()));
    }
}
