package org.forumcache.benchmarks.replay;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.jspecify.annotations.Nullable;

/** Visitors who go from page to page as a transition table says, one session after the other. */
final class RubbosSession implements Workload {
    private static final String HOME = "StoriesOfTheDay";

    private final TransitionTable table;
    private final UniformRandomProvider random;
    private final Deque<String> way = new ArrayDeque<>(List.of(HOME));

    RubbosSession(TransitionTable table, UniformRandomProvider random) {
        this.table = table;
        this.random = random;
    }

    @Override
    public Step nextRead() {
        while (true) {
            String page = way.element();
            move();
            Step step = step(page);
            if (step != null) {
                return step;
            }
        }
    }

    private void move() {
        Shares<String> next = table.after(way.element());
        String page = next == null ? TransitionTable.END : next.draw(random);
        switch (page) {
            case TransitionTable.BACK -> {
                if (way.size() > 1) {
                    way.pop();
                }
            }
            case TransitionTable.END -> {
                way.clear();
                way.push(HOME);
            }
            default -> way.push(page);
        }
    }

    /** What this forum has that comes closest, or {@code null} for forms, accounts and writes, which are drawn apart. */
    private static @Nullable Step step(String page) {
        return switch (page) {
            case HOME -> Step.FRONT_PAGE;
            case "OlderStories" -> Step.OLDER_PAGE;
            case "BrowseStoriesInCategory" -> Step.CATEGORY_LIST;
            case "BrowseCategories" -> Step.CATEGORIES;
            // The form of a comment shows what it answers, the form of a story where it goes.
            case "ViewStory", "PostComment" -> Step.THREAD;
            case "SubmitStory" -> Step.CATEGORY;
            case "ViewComment" -> Step.POSTS;
            case "SearchInStories", "SearchInComments" -> Step.SEARCH;
            default -> null;
        };
    }
}
