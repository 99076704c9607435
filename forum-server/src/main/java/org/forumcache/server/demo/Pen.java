package org.forumcache.server.demo;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes posts the way their author would: greeting, beginning, end and spelling. */
record Pen(Random random) {
    private static final double LEAD = 0.45;
    private static final double BYE = 0.35;
    private static final double SIGNED_QUESTION = 0.4;
    private static final String PARAGRAPH = "\n\n";

    /** An opening post of several paragraphs. */
    Line question(DemoMember author, List<String> paragraphs) {
        Voice voice = author.voice();
        Stream<String> all =
                Stream.concat(Stream.concat(Stream.of(any(voice.hellos())), paragraphs.stream()), signed(author));
        return line(author, all);
    }

    /** An answer of one or two paragraphs. */
    Line answer(DemoMember author, List<String> paragraphs) {
        Voice voice = author.voice();
        String first = chance(LEAD) ? (any(voice.leads()) + ' ' + paragraphs.get(0)).strip() : paragraphs.get(0);
        Stream<String> rest = paragraphs.stream().skip(1);
        String bye = chance(BYE) ? any(voice.byes()) : "";
        return line(author, Stream.concat(Stream.concat(Stream.of(first), rest), Stream.of(bye)));
    }

    /** A remark as it is. */
    Line remark(DemoMember author, String text) {
        return line(author, Stream.of(text));
    }

    /** Something that another one wrote, and what the author says to it. */
    Line reaction(DemoMember author, String quote, String text) {
        return new Line(
                author, "> " + quote + PARAGRAPH + author.voice().spelling().apply(text));
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    private Stream<String> signed(DemoMember author) {
        return chance(SIGNED_QUESTION)
                ? Stream.of(any(author.voice().signs()) + '\n' + author.username())
                : Stream.of();
    }

    private static Line line(DemoMember author, Stream<String> paragraphs) {
        String text = paragraphs
                .filter(paragraph -> !paragraph.isBlank())
                .map(String::strip)
                .collect(Collectors.joining(PARAGRAPH));
        return new Line(author, author.voice().spelling().apply(text));
    }

    private String any(List<String> options) {
        return options.get(random.nextInt(options.size()));
    }
}
