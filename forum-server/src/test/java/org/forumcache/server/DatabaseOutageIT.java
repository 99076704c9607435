package org.forumcache.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** PostgreSQL is stopped or hangs while the forum runs, and comes back. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"forum.demo.enabled=false", "forum.cache.list.ttl=1s"})
@Import(ForumClients.class)
@DirtiesContext
class DatabaseOutageIT {
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private static final RestartablePostgres POSTGRES = postgres();

    @Autowired
    Forum forum;

    private static RestartablePostgres postgres() {
        try {
            return new RestartablePostgres();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not start", e);
        }
    }

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        properties.add("spring.datasource.url", POSTGRES::url);
    }

    @AfterAll
    static void close() throws IOException {
        POSTGRES.close();
    }

    @Test
    void whatIsCachedIsServedTheRestIsUnavailableAndAllRecoversWithoutARestart() throws IOException {
        String category = forum.category();
        String list = "/api/threads?category=" + category;
        String cached = "/api/threads/" + forum.thread(category);
        String other = "/api/threads/" + forum.thread(category);
        String opening = forum.openingPost(cached.substring("/api/threads/".length()));
        forum.get("/api/categories/" + category).ok();
        forum.get(list).ok();

        POSTGRES.stop();

        assertThat(forum.get(cached).ok().cache()).isEqualTo("HIT");
        assertThat(forum.get("/api/categories/" + category).ok().cache()).isEqualTo("HIT");
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(forum.get(list).ok().cache()).isEqualTo("STALE"));
        List<Supplier<Reply>> uncached = List.of(
                () -> forum.get(other),
                () -> forum.get("/api/threads?category=never-written"),
                () -> forum.get("/api/threads?sort=post_count"),
                () -> forum.get(cached + "/posts"),
                () -> forum.get("/api/categories"),
                () -> forum.post(forum.ann, cached + "/posts", Map.of("content", "x")),
                () -> forum.post(forum.ann, "/api/threads", "{"),
                () -> forum.patch(forum.ann, cached, Map.of("title", "x")),
                () -> forum.delete(forum.ann, cached),
                () -> forum.put(forum.ann, "/api/posts/" + opening + "/reactions/like"),
                () -> forum.post(forum.admin, "/api/categories", Map.of("name", "x")),
                () -> forum.json("GET", forum.admin, "/actuator/forumcache", ""));
        List<Callable<Reply>> atOnce = Stream.concat(
                        uncached.stream(),
                        Stream.generate(() -> uncached.get(0)).limit(20))
                .<Callable<Reply>>map(request -> () -> isUnavailableSoon(request))
                .toList();
        assertThat(AtOnce.run(atOnce)).hasSize(32);
        assertThat(forum.get("/actuator/health").is(503).text()).isEqualTo(Reply.UP.replace("UP", "DOWN"));
        assertThat(forum.get(cached).ok().cache()).isEqualTo("HIT");

        POSTGRES.start();

        await().atMost(Duration.ofSeconds(20)).until(() -> forum.get(other).status() == 200);
        forum.reply(cached.substring("/api/threads/".length()));
        assertThat(forum.get(cached).ok().items("posts")).hasSize(2);
        assertThat(forum.get(list).ok().results("post_count")).containsExactly(2, 1);
        assertThat(forum.get("/actuator/health").ok().text()).isEqualTo(Reply.UP);
    }

    @Test
    void aDatabaseThatHangsIsTreatedLikeOneThatIsAway() throws IOException {
        String category = forum.category();
        String cached = "/api/threads/" + forum.thread(category);
        String other = "/api/threads/" + forum.thread(category);
        forum.get(cached).ok();

        POSTGRES.freeze();
        try {
            assertThat(forum.get(cached).ok().cache()).isEqualTo("HIT");
            // A connection that was used just now is trusted once more: that request waits for its answer.
            forum.get(other).isError(503);
            isUnavailableSoon(() -> forum.get(other));
            isUnavailableSoon(() -> forum.post(forum.ann, cached + "/posts", Map.of("content", "x")));
            assertThat(forum.get(cached).ok().cache()).isEqualTo("HIT");
        } finally {
            POSTGRES.thaw();
        }

        await().atMost(Duration.ofSeconds(20)).until(() -> forum.get(other).status() == 200);
        forum.reply(cached.substring("/api/threads/".length()));
        assertThat(forum.get(cached).ok().items("posts")).hasSize(2);
    }

    private static Reply isUnavailableSoon(Supplier<Reply> request) {
        long start = System.nanoTime();

        Reply reply = request.get();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT);
        assertThat(reply.isError(503).header("Retry-After")).isEqualTo("1");
        return reply;
    }
}
