package org.forumcache.server.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.forumcache.server.demo.Problem.Questions;

/**
 * Makes up threads, one after the other, so that neighbours differ: the categories, the problems within each, and the
 * ways to ask about each problem are dealt like cards. No two threads have the same title.
 */
final class Storyteller {
    private static final double STORY = 0.35;
    private static final double PLEA = 0.45;
    private static final int TITLE_DRAWS = 12;

    private final Script script;
    private final Random random;
    private final Deck<DemoCategory> categories;
    private final Map<String, Deck<Problem>> problems = new HashMap<>();
    private final Map<Problem, Deck<Plant>> plants = new HashMap<>();
    private final Map<List<String>, Deck<String>> texts = new HashMap<>();
    private final Set<String> titles = new HashSet<>();

    Storyteller(Script script, Random random) {
        this.script = script;
        this.random = random;
        categories = new Deck<>(
                script.categories().stream()
                        .flatMap(category -> Stream.generate(() -> category).limit(category.share()))
                        .toList(),
                random);
    }

    Story tell(int posts, Ending ending) {
        DemoCategory category = categories.draw();
        Problem problem = problems.computeIfAbsent(
                        category.slug(), any -> new Deck<>(script.problemsOf(category), random))
                .draw();
        Draft draft = draft(problem);
        Conversation conversation = new Conversation(script, problem, draft.facts(), random);
        List<Line> lines = conversation.tell(question(problem), posts, ending);
        return new Story(problem, lines.get(0).author().voice().spelling().apply(draft.title()), lines);
    }

    /** The facts of a thread, and a title that no other thread has. */
    private Draft draft(Problem problem) {
        Draft draft = draw(problem);
        for (int i = 1; i < TITLE_DRAWS && isTaken(draft.title()); i++) {
            draft = draw(problem);
        }
        String title = draft.title();
        if (isTaken(title)) {
            title = title + " (" + draft.facts().value("site") + ")";
        }
        String plain = title;
        for (int n = 2; !titles.add(title.toLowerCase(Locale.ROOT)); n++) {
            title = plain + " #" + n;
        }
        return new Draft(draft.facts(), title);
    }

    private Draft draw(Problem problem) {
        Plant plant = plants.computeIfAbsent(problem, any -> new Deck<>(script.plantsWith(problem), random))
                .draw();
        Facts facts = new Facts(script, problem, plant, random);
        String title = new Template(any(problem.questions().titles())).fill(facts::value, random);
        return new Draft(facts, title);
    }

    private boolean isTaken(String title) {
        return titles.contains(title.toLowerCase(Locale.ROOT));
    }

    private List<String> question(Problem problem) {
        Questions questions = problem.questions();
        List<String> paragraphs = new ArrayList<>();
        if (random.nextDouble() < STORY) {
            paragraphs.add(any(script.said("story", problem)));
        }
        String observation = any(questions.observations());
        String circumstances = any(questions.circumstances());
        if (random.nextBoolean()) {
            paragraphs.add(observation + ' ' + circumstances);
        } else {
            paragraphs.add(observation);
            paragraphs.add(circumstances);
        }
        String ask = any(questions.asks());
        paragraphs.add(random.nextDouble() < PLEA ? ask + ' ' + any(script.said("plea", problem)) : ask);
        return paragraphs;
    }

    private String any(List<String> options) {
        return texts.computeIfAbsent(options, any -> new Deck<>(options, random))
                .draw();
    }

    /** A thread about to be told. */
    private record Draft(Facts facts, String title) {}
}
