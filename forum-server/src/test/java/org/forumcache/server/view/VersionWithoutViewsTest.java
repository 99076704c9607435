package org.forumcache.server.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.forumcache.EntryKey;
import org.forumcache.ForumCacheService;
import org.forumcache.ThreadListQuery;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class VersionWithoutViewsTest {
    private static final String NEXT = "/api/threads?category=all&page=2&limit=20&sort=";
    private static final Map<String, Object> A = item("a", 1);
    private static final Map<String, Object> B = item("b", 1);

    private final VersionWithoutViews version = new VersionWithoutViews(JsonMapper.shared());

    private static Map<String, Object> item(String slug, int views) {
        return Map.of("slug", slug, "view_count", views, "post_count", 1);
    }

    private static Map<String, Object> list(String next, List<?> results) {
        return Map.of("count", 41, "next", next, "results", results);
    }

    private String of(EntryKey key, Object document) {
        try (ForumCacheService cache = ForumCacheService.embedded()) {
            cache.setThread("x", document);
            return version.of(key, cache.getThread("x").orElseThrow());
        }
    }

    private String ofThread(Object document) {
        return of(EntryKey.thread("ficus"), document);
    }

    private String ofList(Object document) {
        return of(EntryKey.threadList(ThreadListQuery.of("all", 1, 20)), document);
    }

    @Test
    void viewsMakeNoDifferenceWhereverTheyStand() {
        String one = ofThread(Map.of("view_count", 1, "posts", List.of(Map.of("view_count", 1, "content", "c"))));
        String other = ofThread(Map.of("view_count", 2, "posts", List.of(Map.of("view_count", 3, "content", "c"))));

        assertThat(one).isEqualTo(other).contains("content");
    }

    @Test
    void anythingElseDoes() {
        assertThat(ofThread(Map.of("view_count", 1, "title", "a")))
                .isNotEqualTo(ofThread(Map.of("view_count", 1, "title", "b")));
    }

    @Test
    void orderOfThreadsMakesNoDifferenceInAList() {
        assertThat(ofList(list("", List.of(A, B)))).isEqualTo(ofList(list("", List.of(B, item("a", 2)))));
    }

    @Test
    void threadsOfAListDo() {
        assertThat(ofList(list("", List.of(A)))).isNotEqualTo(ofList(list("", List.of(B))));
        assertThat(ofList(list(NEXT + "-post_count", List.of(A))))
                .isNotEqualTo(ofList(list(NEXT + "-post_count", List.of(B))));
    }

    @Test
    void pageOfAListOrderedByViewsMayShowAnyThreads() {
        for (String next : List.of("view_count", "-view_count", "-view_count&search=moss")) {
            assertThat(ofList(list(NEXT + next, List.of(A)))).isEqualTo(ofList(list(NEXT + next, List.of(B))));
        }
    }

    @Test
    void searchForTheNameOfTheOrderIsNoOrder() {
        String next = NEXT + "-created_at&search=%26sort%3Dview_count";

        assertThat(ofList(list(next, List.of(A)))).isNotEqualTo(ofList(list(next, List.of(B))));
    }

    @Test
    void overviewOfCategoriesIsComparedAsItIs() {
        assertThat(of(EntryKey.category("all"), List.of("a", "b")))
                .isNotEqualTo(of(EntryKey.category("all"), List.of("b", "a")));
    }
}
