package org.forumcache.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the writes do, and for whom. */
abstract class WritesContract {
    @Autowired
    Forum forum;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ForcedRandom random;

    @Test
    void aThreadIsCreatedWithItsOpeningPost() {
        String category = forum.category();
        Map<String, Object> body = Map.of(
                "title",
                "  Why, oh why: is my Ficus ärgerlich?  ",
                "category",
                category,
                "content",
                "It dropped\nall leaves.",
                "tags",
                List.of("ficus", "care"));

        Reply reply = forum.post(forum.ann, "/api/threads", body).created();

        assertThat(reply.text("slug")).matches("why-oh-why-is-my-ficus-argerlich-[a-z0-9]{6}");
        assertThat(reply.header("Location")).isEqualTo("/api/threads/" + reply.text("slug"));
        assertThat(reply.json())
                .containsEntry("title", "Why, oh why: is my Ficus ärgerlich?")
                .containsEntry("tags", List.of("care", "ficus"))
                .containsEntry("post_count", 1);
        assertThat(reply.items("posts"))
                .singleElement()
                .satisfies(post -> assertThat(post).containsEntry("content", "It dropped\nall leaves."));
        assertThat(forum.get(reply.header("Location")).ok().json()).isEqualTo(reply.json());
    }

    @Test
    void aSlugThatIsTakenIsMadeUpAnew() {
        String category = forum.category();
        String title = "Collision " + Forum.unique();
        random.force(0, 12);
        random.force(1, 6);

        String first = forum.thread(category, title);
        String second = forum.thread(category, title);

        assertThat(first).endsWith("-aaaaaa");
        assertThat(second).isEqualTo(first.replace("-aaaaaa", "-bbbbbb"));
        assertThat(forum.get("/api/threads?category=" + category).ok().number("count"))
                .isEqualTo(2);
    }

    @Test
    void aThreadIsEditedAndKeepsItsSlug() {
        String thread = forum.thread(forum.category(), "Before", "old");
        String path = "/api/threads/" + thread;

        Reply reply = forum.patch(forum.ann, path, Map.of("title", "After", "tags", List.of("new", "fern")))
                .ok();

        assertThat(reply.json())
                .containsEntry("slug", thread)
                .containsEntry("title", "After")
                .containsEntry("tags", List.of("fern", "new"));
        assertThat(reply.text("updated_at")).isGreaterThan(reply.text("created_at"));
        assertThat(forum.get(path).ok().json()).isEqualTo(reply.json());
    }

    @Test
    void anEditOfNothingChangesNothing() {
        String path = "/api/threads/" + forum.thread(forum.category());
        Map<String, Object> before = forum.get(path).ok().json();

        Reply reply = forum.patch(forum.ann, path, Map.of()).ok();

        assertThat(reply.json()).isEqualTo(before);
        assertThat(forum.get(path).cache()).isEqualTo("HIT");
    }

    @Test
    void aDeletedThreadTakesItsPostsTagsAndReactionsAlong() {
        String thread = forum.thread(forum.category(), "Gone", "tag-" + Forum.unique());
        String post = forum.reply(thread);
        forum.put(forum.ann, "/api/posts/" + post + "/reactions/like").is(204);

        Reply reply = forum.delete(forum.ann, "/api/threads/" + thread).is(204);

        assertThat(reply.body()).isEmpty();
        forum.get("/api/threads/" + thread).isError(404);
        forum.patch(forum.ben, "/api/posts/" + post, Map.of("content", "x")).isError(404);
        forum.delete(forum.ann, "/api/threads/" + thread).isError(404);
        assertThat(rows("select count(*) from reaction where cast(post_id as varchar(36)) = '" + post + "'"))
                .isZero();
    }

    @Test
    void aPostIsAddedEditedAndDeleted() {
        String thread = forum.thread(forum.category());
        Map<String, String> content = Map.of("content", "Repot it.");

        Reply added = forum.post(forum.ben, "/api/threads/" + thread + "/posts", content)
                .created();
        Reply edited = forum.patch(forum.ben, "/api/posts/" + added.text("id"), Map.of("content", "Repot it now."))
                .ok();
        long posts = forum.get("/api/threads/" + thread).number("post_count");
        forum.delete(forum.ben, "/api/posts/" + added.text("id")).is(204);

        assertThat(added.json())
                .containsOnlyKeys("id", "author", "content", "reaction_counts", "created_at", "updated_at")
                .containsEntry("content", "Repot it.");
        assertThat(edited.json())
                .containsEntry("content", "Repot it now.")
                .containsEntry("created_at", added.text("created_at"));
        assertThat(edited.text("updated_at")).isGreaterThan(edited.text("created_at"));
        assertThat(posts).isEqualTo(2);
        assertThat(forum.get("/api/threads/" + thread).number("post_count")).isEqualTo(1);
        forum.delete(forum.ben, "/api/posts/" + added.text("id")).isError(404);
    }

    @Test
    void deletingTheLatestPostTakesItsActivityBack() {
        String category = forum.category();
        String thread = forum.thread(category);
        Object before = activity(category);
        String post = forum.reply(thread);
        Object during = activity(category);

        forum.delete(forum.ben, "/api/posts/" + post).is(204);

        assertThat(during).isNotEqualTo(before);
        assertThat(activity(category)).isEqualTo(before);
    }

    private Object activity(String category) {
        return forum.get("/api/threads?category=" + category)
                .ok()
                .results("last_activity_at")
                .get(0);
    }

    @Test
    void theOpeningPostIsEditedWithItsExcerptButNotDeletedAlone() {
        String category = forum.category();
        String thread = forum.thread(category);
        String opening = "/api/posts/" + forum.openingPost(thread);

        forum.delete(forum.ann, opening).isError(409);
        forum.patch(forum.ann, opening, Map.of("content", "New  words\n here.")).ok();

        assertThat(forum.get("/api/threads?category=" + category).ok().results("excerpt"))
                .containsExactly("New words here.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"like", "helpful", "love"})
    void reactionsAreIdempotentBothWays(String kind) {
        String thread = forum.thread(forum.category());
        String path = "/api/posts/" + forum.openingPost(thread) + "/reactions/" + kind;

        forum.put(forum.ben, path).is(204);
        forum.put(forum.ben, path).is(204);
        Object added = forum.get("/api/threads/" + thread).json().get("reaction_counts");
        forum.delete(forum.ben, path).is(204);
        forum.delete(forum.ben, path).is(204);
        Object removed = forum.get("/api/threads/" + thread).json().get("reaction_counts");

        assertThat(Reply.map(added)).containsEntry(kind, 1);
        assertThat(Reply.map(removed)).containsEntry(kind, 0);
    }

    @Test
    void onlyTheAuthorOrAnAdministratorEditsAndDeletes() {
        String thread = "/api/threads/" + forum.thread(forum.category());
        String post = "/api/posts/" + forum.reply(thread.substring("/api/threads/".length()));
        Map<String, String> content = Map.of("content", "Mine now.");

        forum.patch(forum.ben, thread, Map.of("title", "Mine now")).isError(403);
        forum.delete(forum.ben, thread).isError(403);
        forum.patch(forum.ann, post, content).isError(403);
        forum.delete(forum.ann, post).isError(403);
        forum.patch(forum.admin, thread, Map.of("title", "Tidied")).ok();
        forum.patch(forum.admin, post, content).ok();
        forum.delete(forum.admin, post).is(204);
        forum.delete(forum.admin, thread).is(204);
    }

    @Test
    void onlyAnAdministratorWritesCategories() {
        String category = forum.category();

        forum.post(forum.ann, "/api/categories", Map.of("name", "Mine")).isError(403);
        forum.patch(forum.ann, "/api/categories/" + category, Map.of("name", "Mine"))
                .isError(403);
        forum.patch(forum.admin, "/api/categories/" + category, Map.of("name", "Ours"))
                .ok();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE"})
    void whateverIsNoReadOfACategoryIsTheAdministrators(String method) {
        String category = "/api/categories/" + forum.category();

        forum.json(method, forum.ann, category, Map.of()).isError(403);
        forum.json(method, forum.ann, category + "/icon", Map.of()).isError(403);
        forum.json(method, forum.admin, category, Map.of()).isError(405);
    }

    @Test
    void aCategoryIsCreatedAndEdited() {
        String name = "Häusliche Pflanzen " + Forum.unique();

        Reply added =
                forum.post(forum.admin, "/api/categories", Map.of("name", name)).created();
        String path = added.header("Location");
        Reply edited = forum.patch(forum.admin, path, Map.of("description", "Indoors.", "icon", "i"))
                .ok();
        java.util.Map<String, Object> noIcon = new java.util.HashMap<>();
        noIcon.put("icon", null);
        Reply cleared = forum.patch(forum.admin, path, noIcon).ok();

        assertThat(path).matches("/api/categories/hausliche-pflanzen-[0-9a-f]{8}");
        assertThat(edited.json())
                .containsEntry("name", name)
                .containsEntry("description", "Indoors.")
                .containsEntry("icon", "i");
        assertThat(cleared.json()).containsEntry("icon", null).containsEntry("description", "Indoors.");
        assertThat(forum.get(path).ok().json()).isEqualTo(cleared.json());
        forum.patch(forum.admin, "/api/categories/never-" + Forum.unique(), Map.of("name", "x"))
                .isError(404);
    }

    @Test
    void aTakenCategorySlugIsAConflict() {
        String category = forum.category();

        forum.post(forum.admin, "/api/categories", Map.of("name", "Other", "slug", category))
                .isError(409, "slug");
    }

    @Test
    void aCategoryIsNeverBelowItself() {
        String top = forum.category();
        String middle = forum.category();
        forum.patch(forum.admin, "/api/categories/" + middle, Map.of("parent", top))
                .ok();

        forum.patch(forum.admin, "/api/categories/" + top, Map.of("parent", middle))
                .isError(400, "parent");
        forum.patch(forum.admin, "/api/categories/" + top, Map.of("parent", top))
                .isError(400, "parent");
        forum.patch(forum.admin, "/api/categories/" + top, Map.of("parent", "never-" + Forum.unique()))
                .isError(400, "parent");
    }

    @Test
    void tokensAreStoredAsHashesOnly() {
        List<String> hashes =
                jdbc.sql("select hash from access_token").query(String.class).list();

        assertThat(hashes).isNotEmpty().allMatch(hash -> hash.matches("[0-9a-f]{64}"));
    }

    private long rows(String count) {
        return jdbc.sql(count).query(Long.class).single();
    }
}
