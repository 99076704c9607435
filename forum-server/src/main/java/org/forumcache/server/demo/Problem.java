package org.forumcache.server.demo;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong with plants: how people ask about it, and what others answer. All texts are templates.
 *
 * @param groups the plants that can have it
 * @param nature whether a plant is in trouble or somebody only wants to know, which decides what else is said
 * @param place where the plant stands, or {@code null} for its usual place
 * @param advice answers that fit the problem
 * @param exchanges questions that helpers ask back, with the answer
 * @param outcomes how it ended well
 */
record Problem(
        String category,
        String name,
        Set<String> groups,
        String nature,
        @Nullable String place,
        List<String> tags,
        Questions questions,
        List<String> advice,
        List<Exchange> exchanges,
        List<String> outcomes) {

    /** The parts of an opening post. */
    record Questions(List<String> titles, List<String> observations, List<String> circumstances, List<String> asks) {}

    /** A question asked back, and its answer. */
    record Exchange(String query, String reply) {}

    static Problem parse(String category, Phrases block) {
        List<String> queries = block.of("query");
        List<String> replies = block.of("reply");
        return new Problem(
                category,
                block.one("problem"),
                Set.copyOf(block.words("groups")),
                block.of("nature").stream().findFirst().orElse("trouble"),
                block.of("sites").stream().findFirst().orElse(null),
                block.words("tags"),
                new Questions(block.of("title"), block.of("see"), block.of("did"), block.of("ask")),
                block.of("say"),
                IntStream.range(0, queries.size())
                        .mapToObj(i -> new Exchange(queries.get(i), replies.get(i)))
                        .toList(),
                block.of("end"));
    }

    boolean concerns(Plant plant) {
        return plant.groups().stream().anyMatch(groups::contains);
    }

    String placeOf(Plant plant) {
        return Objects.requireNonNullElseGet(place, plant::place);
    }
}
