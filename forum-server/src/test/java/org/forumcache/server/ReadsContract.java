package org.forumcache.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.forumcache.server.category.CategoryCounts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the reads answer. */
abstract class ReadsContract {
    private static final String UTC = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,6})?Z";
    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    @Autowired
    Forum forum;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    CategoryCounts counts;

    @Test
    void threadHasTheFieldsOfTheContractAndNoOthers() {
        String category = forum.category();
        String thread = forum.thread(category, "Brown tips", "fern", "care");

        Reply reply = forum.get("/api/threads/" + thread).ok();

        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        assertThat(reply.json())
                .containsOnlyKeys(
                        "id",
                        "slug",
                        "title",
                        "category",
                        "author",
                        "tags",
                        "post_count",
                        "view_count",
                        "reaction_counts",
                        "created_at",
                        "updated_at",
                        "posts")
                .containsEntry("slug", thread)
                .containsEntry("title", "Brown tips")
                .containsEntry("tags", List.of("care", "fern"))
                .containsEntry("post_count", 1)
                .containsEntry("view_count", 0)
                .containsEntry("reaction_counts", Map.of("like", 0, "helpful", 0, "love", 0));
        assertThat(reply.text("id")).matches(UUID);
        assertThat(reply.text("created_at")).matches(UTC);
        assertThat(reply.text("updated_at")).matches(UTC);
        assertThat(Reply.map(reply.json().get("category")))
                .containsOnlyKeys("id", "slug", "name")
                .containsEntry("slug", category);
        assertThat(Reply.map(reply.json().get("author"))).containsOnlyKeys("id", "username", "avatar_url");
    }

    @Test
    void threadShowsItsFirst20PostsOldestFirst() {
        String thread = forum.thread(forum.category());
        List<String> replies =
                IntStream.range(0, 21).mapToObj(n -> forum.reply(thread)).toList();

        Reply reply = forum.get("/api/threads/" + thread).ok();

        List<Map<String, Object>> posts = reply.items("posts");
        assertThat(reply.number("post_count")).isEqualTo(22);
        assertThat(posts)
                .hasSize(20)
                .allSatisfy(post -> assertThat(post)
                        .containsOnlyKeys("id", "author", "content", "reaction_counts", "created_at", "updated_at"));
        assertThat(posts.stream().skip(1).map(post -> post.get("id"))).isEqualTo(replies.subList(0, 19));
        assertThat(posts.get(0)).containsEntry("content", "They were green last week.");
    }

    @Test
    void reactionsAreCountedForEachPostAndSummedForTheThread() {
        String thread = forum.thread(forum.category());
        String opening = forum.openingPost(thread);
        String answer = forum.reply(thread);
        forum.put(forum.ann, "/api/posts/" + answer + "/reactions/helpful").is(204);
        forum.put(forum.ben, "/api/posts/" + answer + "/reactions/helpful").is(204);
        forum.put(forum.ben, "/api/posts/" + opening + "/reactions/love").is(204);

        Reply reply = forum.get("/api/threads/" + thread).ok();

        assertThat(reply.json()).containsEntry("reaction_counts", Map.of("like", 0, "helpful", 2, "love", 1));
        assertThat(reply.items("posts"))
                .extracting(post -> post.get("reaction_counts"))
                .containsExactly(
                        Map.of("like", 0, "helpful", 0, "love", 1), Map.of("like", 0, "helpful", 2, "love", 0));
    }

    @Test
    void postsArePagedWithRelativeLinks() {
        String thread = forum.thread(forum.category());
        IntStream.range(0, 4).forEach(n -> forum.reply(thread));
        String path = "/api/threads/" + thread + "/posts";

        Reply first = forum.get(path + "?limit=2").ok();
        Reply second = forum.get(first.text("next")).ok();
        Reply last = forum.get(second.text("next")).ok();

        assertThat(first.json())
                .containsOnlyKeys("count", "next", "previous", "results")
                .containsEntry("count", 5)
                .containsEntry("next", path + "?page=2&limit=2")
                .containsEntry("previous", null);
        assertThat(second.json()).containsEntry("previous", path + "?page=1&limit=2");
        assertThat(last.json()).containsEntry("next", null);
        assertThat(last.items("results")).hasSize(1);
        forum.get(path + "?page=4&limit=2").isError(404);
    }

    @Test
    void listItemsHaveTheFieldsOfTheContractAndNoOthers() {
        String category = forum.category();
        String thread = forum.threadSaying("word ".repeat(100), category, "Root rot");

        Reply reply = forum.get("/api/threads?category=" + category).ok();

        assertThat(reply.json())
                .containsOnlyKeys("count", "next", "previous", "results")
                .containsEntry("count", 1);
        Map<String, Object> item = reply.items("results").get(0);
        assertThat(item)
                .containsOnlyKeys(
                        "id",
                        "slug",
                        "title",
                        "excerpt",
                        "author",
                        "category",
                        "post_count",
                        "view_count",
                        "created_at",
                        "last_activity_at")
                .containsEntry("slug", thread);
        assertThat(String.valueOf(item.get("excerpt")))
                .hasSizeLessThanOrEqualTo(200)
                .endsWith("word…");
        assertThat(String.valueOf(item.get("last_activity_at"))).matches(UTC);
    }

    @ParameterizedTest
    @ValueSource(strings = {"created_at", "last_activity_at", "post_count", "view_count"})
    void listsAreOrderedBothWays(String column) {
        String category = forum.category();
        List<String> threads =
                IntStream.range(0, 4).mapToObj(n -> forum.thread(category)).toList();
        for (int n = 0; n < threads.size(); n++) {
            for (int posts = 0; posts < (n * 3) % 4; posts++) {
                forum.reply(threads.get(n));
            }
            jdbc.sql("update thread set view_count = :views where slug = :slug")
                    .param("views", (n * 7) % 4)
                    .param("slug", threads.get(n))
                    .update();
        }

        List<Object> up = forum.get("/api/threads?category=" + category + "&sort=" + column)
                .ok()
                .results(column);
        List<Object> down = forum.get("/api/threads?category=" + category + "&sort=-" + column)
                .ok()
                .results(column);

        assertThat(up).hasSize(4).isSortedAccordingTo(Comparator.comparing(ReadsContract::comparable));
        assertThat(down)
                .isSortedAccordingTo(
                        Comparator.comparing(ReadsContract::comparable).reversed());
    }

    private static String comparable(Object value) {
        return value instanceof Number number ? "%010d".formatted(number.longValue()) : value.toString();
    }

    @Test
    void theLatestActivityComesFirstByDefault() {
        String category = forum.category();
        String old = forum.thread(category);
        String fresh = forum.thread(category);
        forum.reply(old);

        assertThat(forum.get("/api/threads?category=" + category).ok().results("slug"))
                .containsExactly(old, fresh);
    }

    @Test
    void linksBetweenPagesAreRelativeAndCarryTheNormalisedParameters() {
        String category = forum.category();
        IntStream.range(0, 3).forEach(n -> forum.thread(category, "Ivy & moss 100% " + n, "shade", "moss"));
        String search = "&search=Moss+100%25";

        Reply first = forum.get("/api/threads?limit=1&tags=shade&tags=moss" + search + "&category=" + category)
                .ok();
        Reply second = forum.get(first.text("next")).ok();

        String rest = "&limit=1&sort=-last_activity_at" + search + "&tags=moss&tags=shade";
        assertThat(first.text("next")).isEqualTo("/api/threads?category=" + category + "&page=2" + rest);
        assertThat(second.text("previous")).isEqualTo("/api/threads?category=" + category + "&page=1" + rest);
        assertThat(second.number("count")).isEqualTo(3);
        assertThat(second.results("slug")).hasSize(1).doesNotContainAnyElementsOf(first.results("slug"));
    }

    @Test
    void pagesOfAListHoldEveryThreadOnce() {
        String category = forum.category();
        List<String> threads =
                IntStream.range(0, 7).mapToObj(n -> forum.thread(category)).toList();

        List<Object> seen = IntStream.rangeClosed(1, 3)
                .mapToObj(
                        page -> forum.get("/api/threads?sort=post_count&limit=3&page=" + page + "&category=" + category)
                                .ok()
                                .results("slug"))
                .flatMap(List::stream)
                .toList();

        assertThat(seen).containsExactlyInAnyOrderElementsOf(threads);
    }

    @Test
    void everyGivenTagMustMatch() {
        String category = forum.category();
        String both = forum.thread(category, "Both", "fern", "shade");
        forum.thread(category, "One", "fern");
        forum.thread(category, "None");

        Reply reply = forum.get("/api/threads?tags=shade&tags=fern&category=" + category);

        assertThat(reply.ok().results("slug")).containsExactly(both);
    }

    @Test
    void searchFindsTitlesAndPostsWhateverTheirCase() {
        String category = forum.category();
        String word = "qx" + Forum.unique();
        String inTitle = forum.thread(category, "About " + word.toUpperCase(java.util.Locale.ROOT) + "s");
        String inPost = forum.thread(category);
        forum.post(forum.ben, "/api/threads/" + inPost + "/posts", Map.of("content", "Try x" + word + "x."))
                .created();
        forum.thread(category);

        Reply reply = forum.get("/api/threads?sort=created_at&search=" + word);

        assertThat(reply.ok().results("slug")).containsExactly(inTitle, inPost);
    }

    @ParameterizedTest
    @CsvSource({"ÄPFEL, äpfel", "κήπος, ΚΉΠΟΣ", "ЛИСТ, лист"})
    void searchFoldsLettersOutsideAscii(String written, String sought) {
        String category = forum.category();
        String thread = forum.thread(category, written);

        Reply reply = forum.get("/api/threads?category=" + category + "&search="
                + java.net.URLEncoder.encode(sought, java.nio.charset.StandardCharsets.UTF_8));

        assertThat(reply.ok().results("slug")).containsExactly(thread);
    }

    @ParameterizedTest
    @CsvSource({"100%, 100%25", "a_b, a_b", "a\\b, a%5Cb", "it's, it's"})
    void searchTakesWildcardsLiterally(String written, String sought) {
        String category = forum.category();
        String thread = forum.thread(category, "x" + written + "x");
        forum.thread(category, "x100x axb a/b its");

        Reply reply = forum.get("/api/threads?category=" + category + "&search=" + sought);

        assertThat(reply.ok().results("slug")).containsExactly(thread);
    }

    @Test
    void anEmptySearchAsksForEverything() {
        String category = forum.category();
        String thread = forum.thread(category);

        Reply reply = forum.get("/api/threads?search=&category=" + category);

        assertThat(reply.ok().results("slug")).containsExactly(thread);
    }

    @Test
    void listsOfACategoryShowItsThreadsOnlyAndAllShowsThemAll() {
        String one = forum.category();
        String other = forum.category();
        String inOne = forum.thread(one);
        String inOther = forum.thread(other);

        assertThat(forum.get("/api/threads?category=" + one).ok().results("slug"))
                .containsExactly(inOne);
        assertThat(forum.get("/api/threads").ok().results("slug")).contains(inOne, inOther);
        assertThat(forum.get("/api/threads?category=all").ok().results("slug")).contains(inOne, inOther);
    }

    @Test
    void anEmptyListHasAFirstPage() {
        Reply reply = forum.get("/api/threads?category=" + forum.category()).ok();

        assertThat(reply.text()).isEqualTo("{\"count\":0,\"next\":null,\"previous\":null,\"results\":[]}");
    }

    @Test
    void aPagePastTheEndIsNotFoundAndNotRemembered() {
        String category = forum.category();
        forum.thread(category);
        forum.emptyCache();

        Reply reply = forum.get("/api/threads?page=2&category=" + category);

        reply.isError(404);
        assertThat(reply.text("detail")).isEqualTo("Invalid page.");
        assertThat(forum.cachedEntries()).isZero();
    }

    @Test
    void anUnknownThreadIsNotFoundAndThatIsRemembered() {
        String path = "/api/threads/never-written-" + Forum.unique();

        Reply first = forum.get(path).isError(404);
        Reply second = forum.get(path).isError(404);

        assertThat(first.text("detail")).isEqualTo("Thread not found.");
        assertThat(List.of(first.cache(), second.cache())).containsExactly("MISS", "HIT");
        forum.get(path + "/posts").isError(404);
    }

    @Test
    void categoriesComeInTheirDisplayOrder() {
        String last = forum.category();
        String first = forum.category();
        forum.patch(forum.admin, "/api/categories/" + last, Map.of("display_order", 900_002))
                .ok();
        forum.patch(forum.admin, "/api/categories/" + first, Map.of("display_order", 900_001))
                .ok();

        List<Object> slugs = forum.get("/api/categories").ok().array().stream()
                .map(category -> category.get("slug"))
                .toList();

        assertThat(slugs).endsWith(first, last);
    }

    @Test
    void categoryHasTheFieldsOfTheContractAndNoOthers() {
        String parent = forum.category();
        Map<String, Object> body = Map.of(
                "name",
                "Ferns",
                "slug",
                "ferns-" + Forum.unique(),
                "description",
                "Green.",
                "parent",
                parent,
                "icon",
                "🌿");
        String slug = forum.post(forum.admin, "/api/categories", body).created().text("slug");

        Reply reply = forum.get("/api/categories/" + slug).ok();

        assertThat(reply.json())
                .containsOnlyKeys(
                        "id",
                        "slug",
                        "name",
                        "description",
                        "parent",
                        "thread_count",
                        "post_count",
                        "icon",
                        "display_order")
                .containsEntry("name", "Ferns")
                .containsEntry("icon", "🌿")
                .containsEntry("display_order", 0);
        assertThat(Reply.map(reply.json().get("parent")))
                .containsOnlyKeys("id", "slug", "name")
                .containsEntry("slug", parent);
        assertThat(forum.get("/api/categories/" + parent).ok().json())
                .containsEntry("parent", null)
                .containsEntry("icon", null);
    }

    @Test
    void anUnknownCategoryIsNotFound() {
        forum.get("/api/categories/never-" + Forum.unique()).isError(404);
        forum.get("/api/categories/all").isError(404);
    }

    @Test
    void refreshedCountsInvalidateTheCategoriesTheyChangedAndNoOther() {
        String busy = forum.category();
        String quiet = forum.category();
        counts.refresh();
        forum.get("/api/categories/" + busy).ok();
        forum.get("/api/categories/" + quiet).ok();
        forum.reply(forum.thread(busy));

        counts.refresh();

        Reply changed = forum.get("/api/categories/" + busy).ok();
        assertThat(changed.json()).containsEntry("thread_count", 1).containsEntry("post_count", 2);
        assertThat(changed.cache()).isEqualTo("MISS");
        assertThat(forum.get("/api/categories/" + quiet).cache()).isEqualTo("HIT");
    }
}
