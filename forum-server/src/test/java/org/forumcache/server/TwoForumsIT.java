package org.forumcache.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.forumcache.CacheKeys;
import org.forumcache.redis.server.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two servers with one PostgreSQL and one Redis: what is done through one shows through the other at once. */
class TwoForumsIT {
    private static RedisServer redis;
    private static StartedForum first;
    private static StartedForum second;
    private static Forum one;
    private static Forum other;

    private String category = "";
    private String thread = "";

    @BeforeAll
    static void start() {
        redis = RedisServer.open();
        String database = Postgres.newDatabase("two_forums");
        first = start(database);
        second = start(database);
        one = first.clients();
        other = second.clients();
    }

    private static StartedForum start(String database) {
        return StartedForum.start(
                database,
                "--forum.demo.enabled=false",
                "--forum.cache.backend=redis",
                "--forum.cache.redis.timeout=5s",
                "--forum.cache.redis.uri=" + redis.uri());
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
        redis.close();
    }

    /** A thread that both servers have shown, on its page and in the lists. */
    private void givenAThreadThatBothHaveShown() {
        category = one.category();
        thread = one.thread(category);
        for (String path : List.of(page(), list(category), "/api/threads", "/api/categories/" + category)) {
            one.get(path).ok();
            assertThat(other.get(path).ok().cache()).as(path).isEqualTo("HIT");
        }
    }

    private String page() {
        return "/api/threads/" + thread;
    }

    private static String list(String category) {
        return "/api/threads?category=" + category;
    }

    @Test
    void whatOneLoadedTheOtherFindsAndSendsUnchanged() {
        category = one.category();
        thread = one.thread(category);
        for (String path : List.of(page(), list(category), "/api/categories/" + category)) {
            Reply loaded = one.get(path).ok();
            Reply found = other.get(path).ok();

            assertThat(List.of(loaded.cache(), found.cache())).containsExactly("MISS", "HIT");
            assertThat(found.body()).isEqualTo(loaded.body());
            assertThat(found.header("ETag")).isEqualTo(loaded.header("ETag"));
        }
    }

    @Test
    void aReplyThroughOneIsVisibleThroughTheOtherOnItsNextRead() {
        givenAThreadThatBothHaveShown();

        one.reply(thread);

        assertThat(other.get(page()).ok().items("posts")).hasSize(2);
        assertThat(other.get(list(category)).ok().results("post_count")).containsExactly(2);
        assertThat(other.get("/api/threads").ok().items("results").get(0))
                .containsEntry("slug", thread)
                .containsEntry("post_count", 2);
    }

    @Test
    void aNewThreadAndItsDeletionThroughOneShowInTheListsOfTheOther() {
        givenAThreadThatBothHaveShown();

        String fresh = one.thread(category);
        List<Object> listed = other.get(list(category)).ok().results("slug");
        List<Object> listedInAll = other.get("/api/threads").ok().results("slug");
        other.get("/api/threads/" + fresh).ok();
        one.delete(one.ann, "/api/threads/" + fresh).is(204);

        assertThat(listed).containsExactlyInAnyOrder(fresh, thread);
        assertThat(listedInAll).contains(fresh);
        other.get("/api/threads/" + fresh).isError(404);
        assertThat(other.get(list(category)).ok().results("slug")).containsExactly(thread);
        assertThat(other.get("/api/threads").ok().results("slug")).doesNotContain(fresh);
    }

    @Test
    void anAbsenceThatTheOtherRemembersEndsWithTheCreationThroughOne() {
        String slug = "late-" + Forum.unique();
        other.get("/api/categories/" + slug).isError(404);
        assertThat(one.get("/api/categories/" + slug).is(404).cache()).isEqualTo("HIT");

        one.post(one.admin, "/api/categories", Map.of("name", "Late", "slug", slug))
                .created();

        assertThat(other.get("/api/categories/" + slug).ok().text("name")).isEqualTo("Late");
    }

    @Test
    void aMoveThroughOneShowsInBothCategoriesOfTheOther() {
        givenAThreadThatBothHaveShown();
        String target = one.category();
        other.get(list(target)).ok();

        one.patch(one.ann, page(), Map.of("category", target)).ok();

        assertThat(Reply.map(other.get(page()).ok().json().get("category"))).containsEntry("slug", target);
        assertThat(other.get(list(category)).ok().number("count")).isZero();
        assertThat(other.get(list(target)).ok().results("slug")).containsExactly(thread);
    }

    @Test
    void reactionsThroughOneShowThroughTheOtherAndLeaveItsLists() {
        givenAThreadThatBothHaveShown();
        String reaction = "/api/posts/" + one.openingPost(thread) + "/reactions/like";

        one.put(one.ben, reaction).is(204);
        Object added = other.get(page()).ok().json().get("reaction_counts");
        one.delete(one.ben, reaction).is(204);
        Object removed = other.get(page()).ok().json().get("reaction_counts");

        assertThat(Reply.map(added)).containsEntry("like", 1);
        assertThat(Reply.map(removed)).containsEntry("like", 0);
        assertThat(other.get(list(category)).ok().cache()).isEqualTo("HIT");
    }

    @Test
    void aCategoryRenamedThroughOneHasItsNewNameEverywhereThroughTheOther() {
        givenAThreadThatBothHaveShown();
        String name = "Renamed " + Forum.unique();

        one.patch(one.admin, "/api/categories/" + category, Map.of("name", name))
                .ok();

        for (String path : List.of(page(), list(category), "/api/threads", "/api/categories/" + category)) {
            assertThat(other.get(path).ok().text()).as(path).contains(name);
        }
    }

    @Test
    void whoAcceptsGzipGetsTheVeryBytesThatRedisHolds() throws IOException {
        category = one.category();
        thread = one.threadSaying("Water less, and let the soil dry. ".repeat(100), category, "Long");
        Reply plain = one.get(page()).ok();

        Reply zipped = other.get(page(), "Accept-Encoding", "gzip").ok();

        byte[] sent = zipped.body();
        byte[] stored = new RedisPlace(redis).bytesAt(CacheKeys.thread(thread));
        assertThat(zipped.cache()).isEqualTo("HIT");
        assertThat(zipped.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(stored).hasSizeBetween(sent.length, sent.length + 200);
        assertThat(Arrays.copyOfRange(stored, stored.length - sent.length, stored.length))
                .isEqualTo(sent);
        try (GZIPInputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(sent))) {
            assertThat(unzipped.readAllBytes()).isEqualTo(plain.body()).hasSizeGreaterThan(5 * stored.length);
        }
    }

    @Test
    void nothingOfSpringsOwnRedisSupportIsThere() {
        assertThat(first.beanNames())
                .filteredOn(name -> name.toLowerCase(Locale.ROOT).matches(".*(redis|lettuce).*"))
                .allMatch(name -> name.contains("org.forumcache.spring") || name.startsWith("forumCache"));
    }
}
