package org.forumcache.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.forumcache.CacheKeys;
import org.forumcache.ForumCacheService;
import org.forumcache.Invalidation;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class LiveFeedTest {
    private static final Duration AT_ONCE = Duration.ZERO;

    private final LiveFeed feed = new LiveFeed(JsonMapper.shared());

    private static List<String> received(Viewer viewer) throws InterruptedException {
        List<String> messages = new ArrayList<>();
        for (String message = viewer.next(AT_ONCE); message != null; message = viewer.next(AT_ONCE)) {
            messages.add(message);
        }
        return messages;
    }

    private void add(int samples) {
        try (ForumCacheService cache = ForumCacheService.embedded()) {
            IntStream.range(0, samples).forEach(i -> feed.add(CacheSample.of(cache, i)));
        }
    }

    private void note(Invalidation invalidation) {
        feed.note(number -> new LoggedInvalidation(number, 0, new Cause("Test", ""), invalidation));
    }

    @Test
    void whoeverJoinsGetsThePastAndThenWhatIsNew() throws InterruptedException {
        add(1);
        note(Invalidation.thread("a"));
        Viewer viewer = feed.join().orElseThrow();

        add(1);
        note(Invalidation.thread("b"));

        List<String> messages = received(viewer);
        assertThat(messages)
                .hasSize(4)
                .allSatisfy(message -> assertThat(message).endsWith("\n\n"));
        assertThat(messages.get(0)).startsWith("event: history\ndata: [[0,");
        assertThat(messages.get(1))
                .startsWith("event: log\ndata: [{\"number\":1,")
                .contains(CacheKeys.thread("a"));
        assertThat(messages.get(2)).startsWith("event: sample\ndata: [0,");
        assertThat(messages.get(3)).startsWith("event: invalidation\ndata: {\"number\":2,");
    }

    @Test
    void samplesOfFifteenMinutesAreKept() throws InterruptedException {
        add(15 * 60 + 1);

        String history = received(feed.join().orElseThrow()).get(0);

        assertThat(history).startsWith("event: history\ndata: [[1,");
    }

    @Test
    void whoeverReadsTooSlowlyIsLetGo() throws InterruptedException {
        Viewer viewer = feed.join().orElseThrow();

        add(200);

        assertThat(received(viewer))
                .singleElement()
                .satisfies(last -> assertThat(Viewer.isEnd(last)).isTrue());
        assertThat(feed.isWatched()).isFalse();
    }

    @Test
    void thereAreNotTooManyViewers() {
        List<Viewer> viewers =
                IntStream.range(0, 20).mapToObj(i -> feed.join().orElseThrow()).toList();

        assertThat(feed.join()).isEmpty();
        feed.leave(viewers.get(0));
        assertThat(feed.join()).isPresent();
    }

    @Test
    void viewersAreLetGoWhenTheServerStops() throws InterruptedException {
        Viewer viewer = feed.join().orElseThrow();

        feed.close();

        assertThat(Viewer.isEnd(Objects.requireNonNull(viewer.next(AT_ONCE)))).isTrue();
        assertThat(feed.join()).isEmpty();
    }

    @Test
    void ofManyKeysTheFirstAreNamedAndTheOthersCounted() {
        Set<String> keys = IntStream.range(100, 150)
                .mapToObj(i -> CacheKeys.thread("t" + i))
                .collect(Collectors.toSet());

        LoggedInvalidation logged =
                new LoggedInvalidation(1, 0, new Cause("Test", ""), new Invalidation(keys, Set.of("pests")));

        assertThat(logged.keys()).hasSize(12).startsWith(CacheKeys.thread("t100"));
        assertThat(logged.more()).isEqualTo(38);
        assertThat(logged.groups()).containsExactly("all", "pests");
    }
}
