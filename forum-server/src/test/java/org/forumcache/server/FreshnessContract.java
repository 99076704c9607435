package org.forumcache.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** After a write was acknowledged, every read that it concerns shows it, and no other read is disturbed. */
abstract class FreshnessContract {
    @Autowired
    Forum forum;

    @Test
    void twoReadsAreAMissThenAHit() {
        String category = forum.category();
        String thread = forum.thread(category);

        for (String path :
                List.of("/api/threads/" + thread, "/api/threads?category=" + category, "/api/categories/" + category)) {
            Reply first = forum.get(path).ok();
            Reply second = forum.get(path).ok();

            assertThat(List.of(first.cache(), second.cache())).containsExactly("MISS", "HIT");
            assertThat(second.text()).isEqualTo(first.text());
        }
    }

    @Test
    void equalRequestsShareOneEntryHoweverTheyAreWritten() {
        String category = forum.category();
        // Twice: a shared cache stores a filtered list when it is asked for again.
        forum.get("/api/threads?category=" + category + "&tags=a&tags=b").ok();
        forum.get("/api/threads?category=" + category + "&tags=b&tags=a").ok();

        Reply reply = forum.get(
                "/api/threads?tags=b&sort=-last_activity_at&limit=20&page=1&tags=a&search=%20&category=" + category);

        assertThat(reply.ok().cache()).isEqualTo("HIT");
    }

    @Test
    void correction4ANewPostInvalidatesTheListsOfItsCategoryAndOfAllAndNoOther() {
        String category = forum.category();
        String other = forum.category();
        String thread = forum.thread(category);
        forum.thread(other);
        forum.get("/api/threads/" + thread).ok();
        forum.get("/api/threads?category=" + category).ok();
        forum.get("/api/threads?category=all").ok();
        forum.get("/api/threads?category=" + other).ok();

        forum.reply(thread);

        Reply page = forum.get("/api/threads/" + thread).ok();
        Reply list = forum.get("/api/threads?category=" + category).ok();
        Reply all = forum.get("/api/threads?category=all").ok();
        assertThat(page.cache()).isEqualTo("MISS");
        assertThat(page.items("posts")).hasSize(2);
        assertThat(list.cache()).isEqualTo("MISS");
        assertThat(list.results("post_count")).containsExactly(2);
        assertThat(all.cache()).isEqualTo("MISS");
        assertThat(all.items("results").get(0)).containsEntry("slug", thread).containsEntry("post_count", 2);
        assertThat(forum.get("/api/threads?category=" + other).cache()).isEqualTo("HIT");
        assertThat(forum.get("/api/threads/" + thread).cache()).isEqualTo("HIT");
    }

    @Test
    void aNewThreadShowsInItsListsAndEndsItsOwnAbsence() {
        String category = forum.category();
        forum.get("/api/threads?category=" + category).ok();

        String thread = forum.thread(category);

        assertThat(forum.get("/api/threads?category=" + category).ok().results("slug"))
                .containsExactly(thread);
        assertThat(forum.get("/api/threads").ok().results("slug")).contains(thread);
    }

    @Test
    void aNewCategoryEndsItsOwnAbsenceAndShowsInTheOverview() {
        String slug = "late-" + Forum.unique();
        forum.get("/api/categories/" + slug).isError(404);
        forum.get("/api/categories").ok();

        forum.post(forum.admin, "/api/categories", Map.of("name", "Late", "slug", slug))
                .created();

        forum.get("/api/categories/" + slug).ok();
        assertThat(forum.get("/api/categories").ok().array())
                .extracting(category -> category.get("slug"))
                .contains(slug);
    }

    @Test
    void correction14AnEditedPostShowsAtOnce() {
        String category = forum.category();
        String thread = forum.thread(category);
        String post = forum.reply(thread);
        forum.get("/api/threads/" + thread).ok();
        forum.get("/api/threads?category=" + category).ok();

        forum.patch(forum.ben, "/api/posts/" + post, Map.of("content", "Changed."))
                .ok();

        assertThat(forum.get("/api/threads/" + thread).ok().items("posts").get(1))
                .containsEntry("content", "Changed.");
        assertThat(forum.get("/api/threads?category=" + category).cache()).isEqualTo("MISS");
    }

    @Test
    void correction14ADeletedPostIsGoneAtOnce() {
        String category = forum.category();
        String thread = forum.thread(category);
        String post = forum.reply(thread);
        forum.get("/api/threads/" + thread).ok();
        forum.get("/api/threads?category=" + category).ok();

        forum.delete(forum.ben, "/api/posts/" + post).is(204);

        assertThat(forum.get("/api/threads/" + thread).ok().items("posts")).hasSize(1);
        assertThat(forum.get("/api/threads?category=" + category).ok().results("post_count"))
                .containsExactly(1);
    }

    @Test
    void correction14AnEditedThreadShowsAtOnceInItsPageAndItsLists() {
        String category = forum.category();
        String thread = forum.thread(category);
        forum.get("/api/threads/" + thread).ok();
        forum.get("/api/threads?category=" + category).ok();

        forum.patch(forum.ann, "/api/threads/" + thread, Map.of("title", "Retitled"))
                .ok();

        assertThat(forum.get("/api/threads/" + thread).ok().text("title")).isEqualTo("Retitled");
        assertThat(forum.get("/api/threads?category=" + category).ok().results("title"))
                .containsExactly("Retitled");
    }

    @Test
    void correction14ADeletedThreadIsGoneAtOnceFromItsLists() {
        String category = forum.category();
        String thread = forum.thread(category);
        forum.get("/api/threads/" + thread).ok();
        forum.get("/api/threads?category=" + category).ok();

        forum.delete(forum.ann, "/api/threads/" + thread).is(204);

        forum.get("/api/threads/" + thread).isError(404);
        assertThat(forum.get("/api/threads?category=" + category).ok().number("count"))
                .isZero();
    }

    @Test
    void correction15AddingAndRemovingAReactionBothShowAtOnceAndLeaveTheLists() {
        String category = forum.category();
        String thread = forum.thread(category);
        String path = "/api/posts/" + forum.openingPost(thread) + "/reactions/like";
        forum.get("/api/threads?category=" + category).ok();

        forum.put(forum.ben, path).is(204);
        Object added = forum.get("/api/threads/" + thread).ok().json().get("reaction_counts");
        forum.delete(forum.ben, path).is(204);
        Object removed = forum.get("/api/threads/" + thread).ok().json().get("reaction_counts");

        assertThat(Reply.map(added)).containsEntry("like", 1);
        assertThat(Reply.map(removed)).containsEntry("like", 0);
        assertThat(forum.get("/api/threads?category=" + category).cache()).isEqualTo("HIT");
    }

    @Test
    void aReactionThatChangesNothingInvalidatesNothing() {
        String thread = forum.thread(forum.category());
        String path = "/api/posts/" + forum.openingPost(thread) + "/reactions/love";
        forum.put(forum.ben, path).is(204);
        forum.get("/api/threads/" + thread).ok();

        forum.put(forum.ben, path).is(204);
        forum.delete(forum.ann, path).is(204);

        assertThat(forum.get("/api/threads/" + thread).cache()).isEqualTo("HIT");
    }

    @Test
    void correction16AMovedThreadLeavesOneCategoryAndShowsInTheOther() {
        String from = forum.category();
        String to = forum.category();
        String thread = forum.thread(from);
        forum.get("/api/threads/" + thread).ok();
        forum.get("/api/threads?category=" + from).ok();
        forum.get("/api/threads?category=" + to).ok();

        forum.patch(forum.ann, "/api/threads/" + thread, Map.of("category", to)).ok();

        assertThat(Reply.map(forum.get("/api/threads/" + thread).ok().json().get("category")))
                .containsEntry("slug", to);
        assertThat(forum.get("/api/threads?category=" + from).ok().number("count"))
                .isZero();
        assertThat(forum.get("/api/threads?category=" + to).ok().results("slug"))
                .containsExactly(thread);
    }

    @Test
    void correction17ARenamedCategoryShowsInItsThreadsListsAndChildren() {
        String category = forum.category();
        String child = forum.category();
        forum.patch(forum.admin, "/api/categories/" + child, Map.of("parent", category))
                .ok();
        String thread = forum.thread(category);
        List<String> paths = List.of(
                "/api/threads/" + thread,
                "/api/threads?category=" + category,
                "/api/threads",
                "/api/categories/" + category,
                "/api/categories/" + child,
                "/api/categories");
        paths.forEach(path -> forum.get(path).ok());
        String name = "Renamed " + Forum.unique();

        forum.patch(forum.admin, "/api/categories/" + category, Map.of("name", name))
                .ok();

        assertThat(paths).allSatisfy(path -> {
            Reply reply = forum.get(path).ok();
            assertThat(reply.cache()).isEqualTo("MISS");
            assertThat(reply.text()).contains(name);
        });
    }

    @Test
    void correction18NothingFromAHeaderIsEverCached() {
        String category = forum.category();
        forum.thread(category);
        forum.thread(category);
        String path = "/api/threads?limit=1&category=" + category;

        Reply poisoned = forum.get(
                path,
                "X-Forwarded-Host",
                "evil.example",
                "X-Forwarded-Proto",
                "gopher",
                "Forwarded",
                "host=evil.example");
        Reply after = forum.get(path).ok();

        assertThat(after.cache()).isEqualTo("HIT");
        assertThat(poisoned.ok().text()).isEqualTo(after.text()).doesNotContain("evil");
        assertThat(after.text("next")).startsWith("/api/threads?");
    }
}
