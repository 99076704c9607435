package org.forumcache.benchmarks.consistency;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/** What a {@link MortalWriter} says: a word and numbers. */
record Line(Kind kind, List<Long> numbers) {
    /** Without it a line is what was left when its writer was killed. */
    private static final String END = ".";

    /** What it is about, and with how many numbers. */
    enum Kind {
        /** It begins to write. */
        READY(0),
        /** Its monotonic clock. */
        CLOCK(1),
        /** Register, version, both places and start of a change. */
        TRYING(5),
        /** The moment, and 1 if the invalidation had been delivered, 0 if it was pending. */
        ACKNOWLEDGED(2),
        /** The outcome of the change is unknown. */
        LOST(0),
        /** Nothing was changed. */
        FAILED(0),
        /** When it was asked whether all is delivered, and when it said so. */
        DELIVERED(2);

        private final int numbers;

        Kind(int numbers) {
            this.numbers = numbers;
        }
    }

    Line {
        numbers = List.copyOf(numbers);
    }

    static Line of(Kind kind, long... numbers) {
        return new Line(kind, Arrays.stream(numbers).boxed().toList());
    }

    /** Empty if it is not whole. */
    static Optional<Line> parse(String text) {
        List<String> words = List.of(text.split(" ", -1));
        if (words.size() < 2 || !words.get(words.size() - 1).equals(END)) {
            return Optional.empty();
        }
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.name().equals(words.get(0)) && kind.numbers == words.size() - 2)
                .findAny()
                .map(kind -> new Line(
                        kind,
                        words.subList(1, words.size() - 1).stream()
                                .map(Long::valueOf)
                                .toList()));
    }

    byte[] bytes() {
        StringJoiner words = new StringJoiner(" ", "", " " + END + "\n");
        words.add(kind.name());
        numbers.forEach(number -> words.add(number.toString()));
        return words.toString().getBytes(StandardCharsets.US_ASCII);
    }

    long number(int index) {
        return numbers.get(index);
    }

    int integer(int index) {
        return Math.toIntExact(numbers.get(index));
    }
}
