package org.forumcache.server.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.forumcache.server.thread.ThreadSlugs;

/**
 * A forum about the care of plants, made up from hand-written parts.
 *
 * <p>Equal sizes give equal forums, word for word, on every machine; only times are relative to the given one. Threads
 * are made up while they are read; of those before, only the titles are remembered.
 */
final class DemoForum {
    private static final long SEED = 0x466f72756dL;
    private static final double SOLVED = 0.7;
    private static final double REVIVED = 0.15;
    private static final int FEWEST_TO_END = 4;
    private static final double VIEWS_VARY = 0.2;

    private final Script script;
    private final int threads;
    private final Popularity popularity;
    private final Timeline timeline;

    DemoForum(Script script, int threads, Instant now) {
        this.script = script;
        this.threads = threads;
        popularity = new Popularity(threads);
        timeline = new Timeline(now);
    }

    List<DemoCategory> categories() {
        return script.categories();
    }

    List<DemoMember> members() {
        return script.members();
    }

    /** When it was opened, before anybody wrote in it. */
    Instant openedAt() {
        return timeline.opening();
    }

    /** Passes on the threads one by one, roughly oldest first. */
    void forEachThread(Consumer<DemoThread> reader) {
        Random random = new Random(SEED);
        Storyteller storyteller = new Storyteller(script, random);
        Applause applause = new Applause(script.members(), timeline, random);
        Deck<Integer> ranks =
                new Deck<>(IntStream.rangeClosed(1, threads).boxed().toList(), random);
        for (int number = 0; number < threads; number++) {
            reader.accept(thread(number, new Making(storyteller, applause, random), ranks.draw()));
        }
    }

    private DemoThread thread(int number, Making making, int rank) {
        Random random = making.random();
        int posts = popularity.posts(rank);
        Instant beginning = timeline.beginning((number + random.nextDouble()) / threads, posts);
        Ending ending = ending(beginning, posts, random);
        Story story = making.storyteller().tell(posts, ending);
        List<Instant> times = timeline.times(beginning, story.lines(), random);
        List<DemoPost> written = new ArrayList<>();
        for (int post = 0; post < posts; post++) {
            Line line = story.lines().get(post);
            written.add(new DemoPost(
                    DemoIds.post(number, post),
                    line.author().id(),
                    line.text(),
                    times.get(post),
                    making.applause().to(line, times.get(post), popularity.interest(rank) / (1 + post))));
        }
        return new DemoThread(
                DemoIds.thread(number),
                new ThreadSlugs(random).forTitle(story.title()),
                story.title(),
                DemoIds.category(story.problem().category()),
                story.problem().tags(),
                views(rank, random),
                written);
    }

    private Ending ending(Instant beginning, int posts, Random random) {
        if (posts < FEWEST_TO_END || !timeline.isSettled(beginning) || random.nextDouble() > SOLVED) {
            return Ending.OPEN;
        }
        return random.nextDouble() < REVIVED ? Ending.REVIVED : Ending.SOLVED;
    }

    private long views(int rank, Random random) {
        return Math.round(popularity.views(rank) * (1 + VIEWS_VARY * (random.nextDouble() - 0.5)));
    }

    /** What a thread is made with. */
    private record Making(Storyteller storyteller, Applause applause, Random random) {}
}
