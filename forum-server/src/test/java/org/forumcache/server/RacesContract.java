package org.forumcache.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes that meet each other: nothing is counted wrong, nothing blocks for ever, nobody sees a 500. */
abstract class RacesContract {
    private static final int THREADS = 8;

    @Autowired
    Forum forum;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Test
    void countersStayRightUnderConcurrentPostsAndDeletions() {
        String category = forum.category();
        String thread = forum.thread(category);

        List<Integer> statuses = atOnce(n -> () -> {
            for (int i = 0; i < 5; i++) {
                String post = forum.reply(thread);
                if (i % 2 == 0) {
                    forum.delete(forum.ben, "/api/posts/" + post).is(204);
                }
            }
            return 0;
        });

        assertThat(statuses).hasSize(THREADS);
        Reply page = forum.get("/api/threads/" + thread).ok();
        assertThat(page.number("post_count")).isEqualTo(1 + THREADS * 2);
        assertThat(page.items("posts")).hasSize(1 + THREADS * 2);
        assertThat(forum.get("/api/threads?category=" + category).ok().results("post_count"))
                .containsExactly(1 + THREADS * 2);
    }

    @Test
    void oneMembersReactionCountsOnceHoweverOftenItIsSentAtOnce() {
        String thread = forum.thread(forum.category());
        String path = "/api/posts/" + forum.openingPost(thread) + "/reactions/like";

        List<Integer> statuses = atOnce(n -> () -> forum.put(forum.ben, path).status());

        assertThat(statuses).containsOnly(204);
        assertThat(Reply.map(forum.get("/api/threads/" + thread).ok().json().get("reaction_counts")))
                .containsEntry("like", 1);
    }

    @Test
    void oneOfSeveralEqualCategoriesWins() {
        String slug = "raced-" + Forum.unique();

        List<Integer> statuses =
                atOnce(n -> () -> forum.post(forum.admin, "/api/categories", Map.of("name", "Raced", "slug", slug))
                        .status());

        assertThat(statuses).containsOnly(201, 409).containsOnlyOnce(201);
    }

    @Test
    void categoriesThatAreHungUnderEachOtherAtOnceFormNoCircle() {
        String one = forum.category();
        String other = forum.category();

        List<Integer> statuses = atOnce(n -> () -> forum.patch(
                        forum.admin,
                        "/api/categories/" + (n % 2 == 0 ? one : other),
                        Map.of("parent", n % 2 == 0 ? other : one))
                .status());

        assertThat(statuses).containsOnly(200, 400);
        assertThat(List.of(one, other))
                .extracting(
                        slug -> forum.get("/api/categories/" + slug).ok().json().get("parent"))
                .containsOnlyOnce((Object) null);
    }

    @Test
    void aWriteThatWaitsTooLongForAnotherIsUnavailableAndWorksAfterwards() {
        String thread = forum.thread(forum.category());
        Map<String, String> content = Map.of("content", "x");
        long start = System.nanoTime();

        Reply blocked = whileLocked(
                "thread", thread, () -> forum.post(forum.ben, "/api/threads/" + thread + "/posts", content));

        assertThat(blocked.isError(503).header("Retry-After")).isEqualTo("1");
        assertThat(blocked.text("detail")).isEqualTo("Too many writes at once; try again.");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        forum.post(forum.ben, "/api/threads/" + thread + "/posts", content).created();
        assertThat(forum.get("/api/threads/" + thread).number("post_count")).isEqualTo(2);
    }

    @Test
    void aThreadJoinsNoCategoryThatIsBeingRenamed() {
        String category = forum.category();
        String thread = forum.thread(forum.category());
        Map<String, String> body = Map.of("title", "T", "category", category, "content", "C");

        Reply added = whileLocked("category", category, () -> forum.post(forum.ann, "/api/threads", body));
        Reply moved = whileLocked(
                "category",
                category,
                () -> forum.patch(forum.ann, "/api/threads/" + thread, Map.of("category", category)));

        added.isError(503);
        moved.isError(503);
        assertThat(forum.get("/api/threads?category=" + category).ok().number("count"))
                .isZero();
    }

    @Test
    void aReactionWaitsForWhoChangesItsPost() {
        String post = forum.reply(forum.thread(forum.category()));
        String path = "/api/posts/" + post + "/reactions/like";

        Reply added = whileLocked("post", "id", UUID.fromString(post), () -> forum.put(forum.ann, path));

        added.isError(503);
        forum.put(forum.ann, path).is(204);
    }

    private Reply whileLocked(String table, String slug, Supplier<Reply> request) {
        return whileLocked(table, "slug", slug, request);
    }

    /** Sends a request while another transaction keeps a row locked. */
    private Reply whileLocked(String table, String column, Object value, Supplier<Reply> request) {
        return new TransactionTemplate(transactions).execute(status -> {
            jdbc.sql("select id from " + table + " where " + column + " = :value for update")
                    .param("value", value)
                    .query(UUID.class)
                    .single();
            return request.get();
        });
    }

    @RepeatedTest(3)
    void aThreadThatIsMovedWhileItIsAnsweredShowsInTheRightListOnly() {
        String from = forum.category();
        String to = forum.category();
        String thread = forum.thread(from);

        List<Integer> statuses = atOnce(n -> () -> {
            forum.get("/api/threads?category=" + from).ok();
            forum.get("/api/threads?category=" + to).ok();
            return n % 4 == 0
                    ? forum.patch(forum.ann, "/api/threads/" + thread, Map.of("category", n == 0 ? to : from))
                            .status()
                    : forum.post(forum.ben, "/api/threads/" + thread + "/posts", Map.of("content", "x"))
                            .status();
        });

        assertThat(statuses).containsOnly(200, 201);
        Map<String, Object> page = forum.get("/api/threads/" + thread).ok().json();
        Object home = Reply.map(page.get("category")).get("slug");
        for (String category : List.of(from, to)) {
            Reply list = forum.get("/api/threads?category=" + category).ok();
            assertThat(list.results("slug")).isEqualTo(category.equals(home) ? List.of(thread) : List.of());
            assertThat(list.results("post_count"))
                    .allSatisfy(posts -> assertThat(posts).isEqualTo(page.get("post_count")));
        }
    }

    @RepeatedTest(3)
    void aThreadThatIsDeletedWhileItIsAnsweredIsGoneWithAllItsPosts() {
        String category = forum.category();
        String thread = forum.thread(category);
        String opening = forum.openingPost(thread);

        List<String> answers = atOnce(n -> switch (n % 4) {
            case 0 ->
                () -> "deletion "
                        + forum.delete(forum.ann, "/api/threads/" + thread).status();
            case 1 ->
                () -> "reaction "
                        + forum.put(forum.ben, "/api/posts/" + opening + "/reactions/like")
                                .status();
            default ->
                () -> "reply "
                        + forum.post(forum.ben, "/api/threads/" + thread + "/posts", Map.of("content", "x"))
                                .status();
        });

        assertThat(answers)
                .containsOnlyOnce("deletion 204")
                .isSubsetOf("deletion 204", "deletion 404", "reaction 204", "reaction 404", "reply 201", "reply 404");
        forum.get("/api/threads/" + thread).isError(404);
        assertThat(forum.get("/api/threads?category=" + category).ok().number("count"))
                .isZero();
        assertThat(jdbc.sql("select count(*) from post where thread_id not in (select id from thread)")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @RepeatedTest(3)
    void aCategoryThatIsRenamedWhileThreadsJoinItShowsItsNameInAllOfThem() {
        String category = forum.category();
        String other = forum.category();
        List<String> moving =
                IntStream.range(0, THREADS).mapToObj(n -> forum.thread(other)).toList();
        String name = "Renamed " + Forum.unique();

        List<Integer> statuses = atOnce(n -> () -> {
            if (n == 0) {
                return forum.patch(forum.admin, "/api/categories/" + category, Map.of("name", name))
                        .status();
            }
            int status = forum.patch(forum.ann, "/api/threads/" + moving.get(n), Map.of("category", category))
                    .status();
            forum.get("/api/threads/" + moving.get(n)).ok();
            return status;
        });

        assertThat(statuses).containsOnly(200);
        for (String thread : moving.subList(1, THREADS)) {
            assertThat(Reply.map(forum.get("/api/threads/" + thread).ok().json().get("category")))
                    .containsEntry("name", name);
        }
    }

    private static <T> List<T> atOnce(IntFunction<Callable<T>> calls) {
        return AtOnce.run(IntStream.range(0, THREADS).mapToObj(calls).toList());
    }
}
