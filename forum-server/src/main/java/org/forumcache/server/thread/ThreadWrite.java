package org.forumcache.server.thread;

import java.util.List;
import java.util.Set;
import org.forumcache.server.post.Posts;
import org.forumcache.server.web.JsonBody;
import org.forumcache.server.web.Slug;
import org.forumcache.server.web.TextRule;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a request says about a thread that is to be written. */
final class ThreadWrite {
    private static final TextRule TITLE = TextRule.line(200);
    private static final TextRule CATEGORY = TextRule.line(Slug.MAX_LENGTH);
    private static final Set<String> NEW_FIELDS = Set.of("title", "category", "content", "tags");
    private static final Set<String> EDIT_FIELDS = Set.of("title", "category", "tags");

    private ThreadWrite() {}

    static New added(JsonNode json) {
        JsonBody body = JsonBody.of(json, NEW_FIELDS);
        return new New(
                body.text("title", TITLE).strip(),
                category(body),
                body.text("content", Posts.CONTENT),
                body.has("tags") ? Tags.require(body.texts("tags")) : List.of());
    }

    static Edit edited(JsonNode json) {
        JsonBody body = JsonBody.of(json, EDIT_FIELDS);
        return new Edit(
                body.has("title") ? body.text("title", TITLE).strip() : null,
                body.has("category") ? category(body) : null,
                body.has("tags") ? Tags.require(body.texts("tags")) : null);
    }

    private static String category(JsonBody body) {
        return Slug.require("category", body.text("category", CATEGORY));
    }

    /** A thread that is to be, with its opening post. */
    record New(String title, String category, String content, List<String> tags) {}

    /** What of a thread changes; {@code null} is what does not. */
    record Edit(
            @Nullable String title,
            @Nullable String category,
            @Nullable List<String> tags) {}
}
