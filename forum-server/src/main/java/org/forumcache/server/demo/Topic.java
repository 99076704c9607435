package org.forumcache.server.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What is being talked about: somebody's plant and its problem. A long thread has several, one after the other. */
final class Topic {
    private final Problem problem;
    private final Facts facts;
    private final DemoMember asker;
    private final Deck<Problem.Exchange> exchanges;
    private final List<DemoMember> advisers = new ArrayList<>();

    Topic(Problem problem, Facts facts, DemoMember asker, Random random) {
        this.problem = problem;
        this.facts = facts;
        this.asker = asker;
        exchanges = new Deck<>(problem.exchanges(), random);
    }

    Problem problem() {
        return problem;
    }

    Facts facts() {
        return facts;
    }

    DemoMember asker() {
        return asker;
    }

    Deck<Problem.Exchange> exchanges() {
        return exchanges;
    }

    /** Whoever has given advice, in order. */
    List<DemoMember> advisers() {
        return advisers;
    }
}
