package org.forumcache.benchmarks.replay;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.jspecify.annotations.Nullable;

/** Requests in the shares that lobste.rs saw, each drawn for itself. */
final class LobstersMix implements Workload {
    private final Shares<Step> reads = new Shares<>(weights(Resource.lines("lobsters.txt"), false));
    private final UniformRandomProvider random;

    LobstersMix(UniformRandomProvider random) {
        this.random = random;
    }

    /** The writes among the requests. */
    static Shares<Step> writes() {
        return new Shares<>(weights(Resource.lines("lobsters.txt"), true));
    }

    /** How often each read, or each write, stands in lines of a count, a method and a path. */
    static Map<Step, Double> weights(List<String> lines, boolean writes) {
        Map<Step, Double> weights = new EnumMap<>(Step.class);
        for (String line : lines) {
            String[] words = line.split(" ", -1);
            if (words.length != 3) {
                throw new IllegalArgumentException("a count, a method and a path are expected: " + line);
            }
            Step step = step(words[1] + " " + words[2]);
            if (step != null && writes == (step.kind() == Kind.WRITE)) {
                weights.merge(step, Double.parseDouble(words[0]), Double::sum);
            }
        }
        return weights;
    }

    /**
     * What this forum has that comes closest. It has no pages of users; a category's page stands for one: about one of
     * many, and seldom changed. The newest comments of all stories change with each comment, as does every list here.
     */
    private static @Nullable Step step(String request) {
        return switch (request) {
            case "GET /stories/X" -> Step.THREAD;
            case "GET /" -> Step.FRONT_PAGE;
            case "GET /u/X" -> Step.CATEGORY;
            case "GET /comments[/X]" -> Step.MOST_DISCUSSED;
            case "GET /recent[/X]" -> Step.NEWEST;
            case "POST /comments", "POST /comments/X" -> Step.REPLY;
            case "POST /stories" -> Step.NEW_THREAD;
            case "POST /login", "POST /logout" -> null;
            default -> {
                if (request.endsWith("vote")) {
                    yield Step.REACTION;
                }
                throw new IllegalArgumentException("nothing stands for " + request);
            }
        };
    }

    @Override
    public Step nextRead() {
        return reads.draw(random);
    }
}
