package org.forumcache.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Whatever is wrong with a request is answered with 400 and its name, and leaves nothing in the cache. */
abstract class BadInputContract {
    @Autowired
    Forum forum;

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "page=x, page",
        "page=0, page",
        "page=-1, page",
        "page=1.5, page",
        "page=, page",
        "page=%2B1, page",
        "page=%D9%A1, page",
        "page=99999999999999999999, page",
        "page=2147483648, page",
        "page=1&page=1, page",
        "limit=x, limit",
        "limit=0, limit",
        "limit=-5, limit",
        "limit=101, limit",
        "limit=, limit",
        "limit=4294967297, limit",
        "limit=1&limit=2, limit",
        "sort=title, sort",
        "sort=, sort",
        "sort=--created_at, sort",
        "sort=CREATED_AT, sort",
        "sort=created_at%3Bdrop, sort",
        "sort=created_at&sort=created_at, sort",
        "category=never-written, category",
        "category=, category",
        "category=a%20b, category",
        "category=a%00b, category",
        "category=%C3%A4, category",
        "category=*, category",
        "category=all&category=all, category",
        "search=a%00b, search",
        "search=a%0Ab, search",
        "search=%1B, search",
        "search=%C2%85x, search",
        "search=a&search=b, search",
        "tags=, tags",
        "tags=Fern, tags",
        "tags=a%20b, tags",
        "tags=a%0A, tags",
        "tags=%C3%A4, tags",
        "tags=a&tags=a, tags",
        "colour=red, colour",
        "Page=1, Page"
    })
    void correction19AListRefusesABadParameterByName(String query, String parameter) {
        forum.emptyCache();

        Reply reply = forum.get("/api/threads?" + query);

        reply.isError(400, parameter);
        assertThat(forum.cachedEntries()).isZero();
    }

    @Test
    void aListRefusesWhatIsTooLongOrTooMuch() {
        String tooManyTags = String.join(
                "&", IntStream.range(0, 11).mapToObj(n -> "tags=t" + n).toList());

        forum.get("/api/threads?search=" + "s".repeat(201)).isError(400, "search");
        forum.get("/api/threads?category=" + "c".repeat(256)).isError(400, "category");
        forum.get("/api/threads?tags=" + "t".repeat(41)).isError(400, "tags");
        forum.get("/api/threads?" + tooManyTags).isError(400, "tags");
        forum.get("/api/threads?" + "n".repeat(500) + "=1").is(400);
        forum.get("/api/threads?search=" + "%F0%9F%8C%BF".repeat(200)).ok();
        forum.get("/api/threads?page=2147483647&limit=100").isError(404);
        forum.get("/api/threads?search=%FF").isError(400);
    }

    @ParameterizedTest
    @CsvSource({
        "page=x, page",
        "page=0, page",
        "limit=101, limit",
        "limit=-1, limit",
        "page=1&page=1, page",
        "sort=created_at, sort"
    })
    void aPageOfPostsRefusesABadParameterByName(String query, String parameter) {
        String thread = forum.thread(forum.category());

        forum.get("/api/threads/" + thread + "/posts?" + query).isError(400, parameter);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%20b", "%C3%A4", "a.b", "a:b", "*", "a%0D%0Ab", "%00", "%E4", "a%09", "~"})
    void aSlugThatNoThreadCanHaveIsRefused(String slug) {
        forum.emptyCache();

        assertThat(List.of(
                        forum.get("/api/threads/" + slug),
                        forum.get("/api/threads/" + slug + "/posts"),
                        forum.get("/api/categories/" + slug),
                        forum.post(forum.ann, "/api/threads/" + slug + "/posts", Map.of("content", "x")),
                        forum.patch(forum.ann, "/api/threads/" + slug, Map.of("title", "x")),
                        forum.delete(forum.ann, "/api/threads/" + slug),
                        forum.patch(forum.admin, "/api/categories/" + slug, Map.of("name", "x"))))
                .allSatisfy(reply -> {
                    reply.is(400);
                    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
                    assertThat(reply.text("detail")).isNotBlank();
                });
        assertThat(forum.cachedEntries()).isZero();
    }

    @Test
    void aSlugThatIsTooLongIsRefused() {
        forum.get("/api/threads/" + "a".repeat(256)).isError(400, "slug");
        forum.get("/api/categories/" + "a".repeat(256)).isError(400, "slug");
        forum.get("/api/threads/" + "a".repeat(255)).isError(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "not-a-uuid", "1-1-1-1-1", "00000000-0000-0000-0000-00000000000g", "%00"})
    void anIdThatIsNoUuidIsRefused(String id) {
        Map<String, String> content = Map.of("content", "x");

        assertThat(List.of(
                        forum.patch(forum.ann, "/api/posts/" + id, content),
                        forum.delete(forum.ann, "/api/posts/" + id),
                        forum.put(forum.ann, "/api/posts/" + id + "/reactions/like"),
                        forum.delete(forum.ann, "/api/posts/" + id + "/reactions/like")))
                .allSatisfy(reply -> reply.is(400));
    }

    @Test
    void anIdThatNobodyHasIsNotFound() {
        String id = "00000000-0000-0000-0000-000000000000";

        forum.patch(forum.ann, "/api/posts/" + id, Map.of("content", "x")).isError(404);
        forum.delete(forum.ann, "/api/posts/" + id).isError(404);
        forum.put(forum.ann, "/api/posts/" + id + "/reactions/like").isError(404);
        forum.delete(forum.ann, "/api/posts/" + id + "/reactions/like").isError(404);
        String thread = "/api/threads/never-" + Forum.unique();
        forum.post(forum.ann, thread + "/posts", Map.of("content", "x")).isError(404);
        forum.patch(forum.ann, thread, Map.of("title", "x")).isError(404);
        forum.delete(forum.ann, thread).isError(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hate", "LIKE", "%20", "like%00"})
    void aReactionThatDoesNotExistIsRefused(String kind) {
        String path = "/api/posts/00000000-0000-0000-0000-000000000000/reactions/" + kind;

        forum.put(forum.ann, path).is(400);
        forum.delete(forum.ann, path).is(400);
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '|',
            nullValues = "absent",
            value = {
                "title|absent",
                "title|null",
                "title|1",
                "title|true",
                "title|[\"a\"]",
                "title|{\"a\":1}",
                "title|\"\"",
                "title|\"  \"",
                "title|\"a\\u0000b\"",
                "title|\"a\\nb\"",
                "title|\"a\\u001bb\"",
                "title|\"a\\ud800b\"",
                "title|\"a\\u2028b\"",
                "category|absent",
                "category|null",
                "category|7",
                "category|\"\"",
                "category|\"all\"",
                "category|\"never-written\"",
                "category|\"a b\"",
                "category|\"../x\"",
                "content|absent",
                "content|null",
                "content|[]",
                "content|\" \\n\\t \"",
                "content|\"a\\u0000\"",
                "content|\"\\udfff\"",
                "tags|null",
                "tags|\"fern\"",
                "tags|{}",
                "tags|[1]",
                "tags|[null]",
                "tags|[\"\"]",
                "tags|[\"Fern\"]",
                "tags|[\"a b\"]",
                "tags|[\"a\",\"a\"]",
                "tags|[\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\",\"10\",\"11\"]",
                "slug|\"mine\"",
                "author|\"ann\"",
                "unknown|1"
            })
    void aThreadRefusesABadFieldByName(String field, String value) {
        String category = forum.category();
        Map<String, String> fields = new HashMap<>(
                Map.of("title", "\"T\"", "category", '"' + category + '"', "content", "\"C\"", "tags", "[\"fern\"]"));
        String thread = forum.thread(category);

        Reply added = forum.post(forum.ann, "/api/threads", object(fields, field, value));

        added.isError(400, field);
        if (value != null && !field.equals("content")) {
            forum.patch(forum.ann, "/api/threads/" + thread, object(new HashMap<>(), field, value))
                    .isError(400, field);
        }
        assertThat(forum.get("/api/threads?category=" + category).ok().number("count"))
                .isEqualTo(1);
    }

    @Test
    void aThreadRefusesWhatIsTooLong() {
        String category = forum.category();
        Map<String, Object> body = Map.of("title", "T", "category", category, "content", "C");

        forum.post(forum.ann, "/api/threads", with(body, "title", "t".repeat(201)))
                .isError(400, "title");
        forum.post(forum.ann, "/api/threads", with(body, "content", "c".repeat(50_001)))
                .isError(400, "content");
        forum.post(forum.ann, "/api/threads", with(body, "category", "c".repeat(256)))
                .isError(400, "category");
        forum.post(forum.ann, "/api/threads", with(body, "tags", List.of("t".repeat(41))))
                .isError(400, "tags");
        forum.post(forum.ann, "/api/threads", with(body, "title", "🌿".repeat(200)))
                .created();
        forum.post(forum.ann, "/api/threads", with(body, "content", "🌿".repeat(50_000)))
                .created();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|content",
                "{\"content\":null}|content",
                "{\"content\":5}|content",
                "{\"content\":\"\"}|content",
                "{\"content\":\"a\\u0007\"}|content",
                "{\"content\":\"x\",\"author\":\"me\"}|author"
            })
    void aPostRefusesABadFieldByName(String body, String field) {
        String thread = forum.thread(forum.category());
        String post = forum.reply(thread);

        forum.post(forum.ben, "/api/threads/" + thread + "/posts", body).isError(400, field);
        forum.patch(forum.ben, "/api/posts/" + post, body).isError(400, field);
        forum.post(forum.ben, "/api/threads/" + thread + "/posts", Map.of("content", "c".repeat(50_001)))
                .isError(400, "content");
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '|',
            nullValues = "absent",
            value = {
                "name|absent",
                "name|null",
                "name|3",
                "name|\"\"",
                "name|\"a\\tb\"",
                "slug|null",
                "slug|3",
                "slug|\"\"",
                "slug|\"a b\"",
                "slug|\"all\"",
                "slug|\"a/b\"",
                "description|null",
                "description|3",
                "description|\"a\\u0000\"",
                "parent|3",
                "parent|\"\"",
                "parent|\"never-written\"",
                "parent|\"a b\"",
                "icon|3",
                "icon|\"\"",
                "icon|\"a\\nb\"",
                "display_order|null",
                "display_order|\"1\"",
                "display_order|1.5",
                "display_order|3000000000",
                "thread_count|3",
                "displayOrder|3"
            })
    void aCategoryRefusesABadFieldByName(String field, String value) {
        String category = forum.category();
        Map<String, String> fields = new HashMap<>(Map.of("name", "\"N " + Forum.unique() + '"'));

        Reply added = forum.post(forum.admin, "/api/categories", object(fields, field, value));

        added.isError(400, field);
        if (value != null) {
            forum.patch(forum.admin, "/api/categories/" + category, object(new HashMap<>(), field, value))
                    .isError(400, field);
        }
    }

    @Test
    void aCategoryRefusesWhatIsTooLong() {
        forum.post(forum.admin, "/api/categories", Map.of("name", "n".repeat(101)))
                .isError(400, "name");
        forum.post(forum.admin, "/api/categories", Map.of("name", "N", "slug", "s".repeat(256)))
                .isError(400, "slug");
        forum.post(forum.admin, "/api/categories", Map.of("name", "N", "description", "d".repeat(1001)))
                .isError(400, "description");
        forum.post(forum.admin, "/api/categories", Map.of("name", "N", "icon", "i".repeat(101)))
                .isError(400, "icon");
        forum.post(forum.admin, "/api/categories", Map.of("name", "???")).isError(400, "slug");
        forum.patch(forum.admin, "/api/categories/" + forum.category(), Map.of("slug", "other"))
                .isError(400, "slug");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "nonsense",
                "",
                "null",
                "[]",
                "\"text\"",
                "1",
                "{\"content\":\"a\"} {\"content\":\"b\"}",
                "{\"content\":\"a\",\"content\":\"b\"}",
                "{content:'a'}",
                "{\"content\":\"a\n\"}",
                "{\"content\":NaN}"
            })
    void aBodyThatIsNoJsonObjectIsRefused(String body) {
        String thread = forum.thread(forum.category());

        forum.json("POST", forum.ann, "/api/threads/" + thread + "/posts", body).isError(400);
        forum.json("POST", forum.ann, "/api/threads", body).is(400);
        forum.json("PATCH", forum.ann, "/api/threads/" + thread, body).is(400);
        forum.json("POST", forum.admin, "/api/categories", body).is(400);
    }

    @Test
    void aBodyThatIsNestedTooDeepIsRefused() {
        forum.post(forum.ann, "/api/threads", "[".repeat(100_000)).isError(400);
        forum.post(forum.ann, "/api/threads", "{\"title\":" + "9".repeat(10_000) + "}")
                .is(400);
    }

    private static Map<String, Object> with(Map<String, Object> body, String field, Object value) {
        Map<String, Object> copy = new HashMap<>(body);
        copy.put(field, value);
        return copy;
    }

    private static String object(Map<String, String> fields, String field, String value) {
        if (value == null) {
            fields.remove(field);
        } else {
            fields.put(field, value);
        }
        List<String> members = new ArrayList<>();
        fields.forEach((name, json) -> members.add('"' + name + "\":" + json));
        return '{' + String.join(",", members) + '}';
    }
}
