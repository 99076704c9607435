package org.forumcache.server.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** What others bring up in a long thread: the other problems of its category, each once. */
final class SideTopics {
    private final Script script;
    private final Random random;
    private final Deque<Problem> left = new ArrayDeque<>();

    SideTopics(Script script, Problem problem, Random random) {
        this.script = script;
        this.random = random;
        List<Problem> others = script.problems().stream()
                .filter(other -> other.category().equals(problem.category()) && !other.equals(problem))
                .toList();
        Deck<Problem> shuffled = new Deck<>(others, random);
        others.forEach(any -> left.add(shuffled.draw()));
    }

    boolean hasNext() {
        return !left.isEmpty();
    }

    Topic next(DemoMember asker) {
        Problem problem = left.remove();
        List<Plant> plants = script.plantsWith(problem);
        Plant plant = plants.get(random.nextInt(plants.size()));
        return new Topic(problem, new Facts(script, problem, plant, random), asker, random);
    }
}
