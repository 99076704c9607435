package org.forumcache.server.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.forumcache.CacheKeys;
import org.forumcache.ThreadListQuery;
import org.forumcache.server.web.Paging;
import org.junit.jupiter.api.Test;

class ThreadListRequestTest {

    @Test
    void nothingAsksForTheFirstPageOfAllByTheLatestActivity() {
        ThreadListQuery query = ThreadListRequest.of(Map.of()).query();

        assertThat(query).isEqualTo(new ThreadListQuery("all", 1, 20, Map.of("sort", "-last_activity_at")));
    }

    @Test
    void theFiltersAreThoseOfTheSpecification() {
        ThreadListQuery query = ThreadListRequest.of(Map.of(
                        "category", one("plant-care"),
                        "page", one("3"),
                        "limit", one("5"),
                        "sort", one("-created_at"),
                        "search", one("yellowing"),
                        "tags", new String[] {"fern", "care"}))
                .query();

        assertThat(query)
                .isEqualTo(new ThreadListQuery(
                        "plant-care",
                        3,
                        5,
                        Map.of("sort", "-created_at", "search", "yellowing", "tags", List.of("care", "fern"))));
    }

    @Test
    void requestsForTheSameHaveTheSameKey() {
        ThreadListRequest terse = ThreadListRequest.of(Map.of("tags", new String[] {"b", "a"}));
        ThreadListRequest verbose = ThreadListRequest.of(Map.of(
                "tags", new String[] {"a", "b"},
                "page", one("01"),
                "limit", one("20"),
                "category", one("all"),
                "search", one("  "),
                "sort", one("-last_activity_at")));

        assertThat(verbose).isEqualTo(terse);
        assertThat(CacheKeys.threadList(verbose.query())).isEqualTo(CacheKeys.threadList(terse.query()));
    }

    @Test
    void aLinkAsksForTheSameListAgain() {
        ThreadListRequest request = ThreadListRequest.of(
                Map.of("search", one("moss & 100% +ivy"), "tags", new String[] {"b", "a"}, "limit", one("7")));

        String link = request.link(new Paging(2, 7));

        assertThat(link)
                .isEqualTo("/api/threads?category=all&page=2&limit=7&sort=-last_activity_at"
                        + "&search=moss+%26+100%25+%2Bivy&tags=a&tags=b");
    }

    private static String[] one(String value) {
        return new String[] {value};
    }
}
