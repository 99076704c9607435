package org.forumcache.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.forumcache.ForumCacheService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The comparison of hits with the database, in a whole server. */
@ExtendWith(OutputCaptureExtension.class)
class InspectorIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String RATE = "--forum.cache.inspector.sample-rate=";

    private static StartedForum start(String name, String... settings) {
        return StartedForum.start("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=1500", settings);
    }

    private static Map<String, Object> figures(Forum forum) {
        Object figures = forum.get("/actuator/forumcache", "Authorization", "Bearer " + forum.admin)
                .ok()
                .json()
                .get("inspector");
        return Reply.map(figures);
    }

    private static long figure(Forum forum, String name) {
        return ((Number) Reply.map(figures(forum)).getOrDefault(name, -1)).longValue();
    }

    @Test
    void corruptedEntryIsFoundAndTheServerTellsOfIt(CapturedOutput output) {
        try (StartedForum server = start("corrupted", "--forum.demo.enabled=false", RATE + 1)) {
            Forum forum = server.clients();
            String slug = forum.thread(forum.category());
            String path = "/api/threads/" + slug;
            Map<String, Object> old = forum.get(path).ok().json();
            forum.reply(slug);
            ForumCacheService cache = server.cache();
            cache.setThread(slug, old);

            Reply corrupted = forum.get(path).ok();

            assertThat(corrupted.cache()).isEqualTo("HIT");
            assertThat(corrupted.number("post_count")).isOne();
            await().atMost(SOON).until(() -> figure(forum, "inconsistent") == 1);
            assertThat(figures(forum))
                    .containsOnlyKeys(
                            "inspected",
                            "consistent",
                            "inconsistent",
                            "changed",
                            "undecided",
                            "dropped",
                            "nines",
                            "longest_seconds");
            assertThat(figure(forum, "longest_seconds")).isGreaterThanOrEqualTo(3);
            assertThat(output.toString().lines())
                    .filteredOn(line -> line.contains("INCONSISTENT"))
                    .singleElement()
                    .asString()
                    .contains("WARN", "forum:thread:" + slug, "\"post_count\":1,", "\"post_count\":2,");
        }
    }

    @Test
    void forumThatIsReadAndWrittenShowsNothingOutdated(CapturedOutput output) {
        try (StartedForum server =
                start("in-use", "--forum.demo.enabled=false", "--forum.views.flush-interval=100ms", RATE + 1)) {
            Forum forum = server.clients();
            String category = forum.category();
            String slug = forum.thread(category);
            forum.thread(category);
            List<String> paths = List.of(
                    "/api/threads/" + slug,
                    "/api/threads?category=" + category,
                    "/api/threads?limit=1&sort=-view_count&category=" + category,
                    "/api/categories/" + category,
                    "/api/categories",
                    "/api/threads/no-such-thread");
            forum.get(paths.get(2));

            long begin = System.nanoTime();
            while (System.nanoTime() - begin < Duration.ofSeconds(8).toNanos()) {
                paths.forEach(forum::get);
                if (figure(forum, "inspected") % 5 == 0) {
                    forum.reply(slug);
                    forum.put(forum.ben, "/api/posts/" + forum.openingPost(slug) + "/reactions/like");
                }
            }

            await().atMost(SOON).until(() -> figure(forum, "consistent") >= 20);
            assertThat(figure(forum, "inconsistent")).as(output.toString()).isZero();
            assertThat(figure(forum, "undecided")).isZero();
            assertThat(server.count("thread where view_count > 0")).isPositive();
        }
    }

    @Test
    void demoIsInspectedAndNothingElseUnlessASettingSaysSo() {
        assertThat(isInspected(start("demo", "--forum.demo.threads=5"))).isTrue();
        assertThat(isInspected(start("demo", "--forum.demo.threads=5"))).isTrue();
        assertThat(isInspected(start("demo", "--forum.demo.enabled=false"))).isFalse();
        assertThat(isInspected(start("demo", RATE + 0))).isFalse();
        assertThat(isInspected(start("bare", "--forum.demo.enabled=false"))).isFalse();
        assertThat(isInspected(start("set", "--forum.demo.enabled=false", RATE + 0.5)))
                .isTrue();
    }

    private static boolean isInspected(StartedForum server) {
        try (server) {
            return server.cache().inspection().isPresent();
        }
    }
}
