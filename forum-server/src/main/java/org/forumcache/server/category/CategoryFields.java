package org.forumcache.server.category;

import java.util.Set;
import org.forumcache.server.web.JsonBody;
import org.forumcache.server.web.Refusal;
import org.forumcache.server.web.Slug;
import org.forumcache.server.web.TextRule;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What administrators decide about a category, apart from its slug, which never changes.
 *
 * @param parent the slug of the category it belongs under, or {@code null}
 */
record CategoryFields(
        String name,
        String description,
        @Nullable String parent,
        @Nullable String icon,
        int displayOrder) {
    private static final String SLUG = "slug";
    private static final Set<String> EDITABLE = Set.of("name", "description", "parent", "icon", "display_order");
    private static final Set<String> KNOWN = Set.of(SLUG, "name", "description", "parent", "icon", "display_order");
    private static final TextRule NAME = TextRule.line(100);
    private static final TextRule ICON = TextRule.line(100);
    private static final TextRule DESCRIPTION = TextRule.block(1000);
    private static final TextRule SLUG_TEXT = TextRule.line(Slug.MAX_LENGTH);
    private static final CategoryFields NONE = new CategoryFields("", "", null, null, 0);

    /** A new category with the fields that a body gives. */
    static New added(JsonNode json) {
        JsonBody body = JsonBody.of(json, KNOWN);
        String name = body.text("name", NAME).strip();
        String slug = body.textIfGiven(SLUG, SLUG_TEXT);
        return new New(slug == null ? CategorySlug.of(name) : CategorySlug.require(slug), NONE.with(body));
    }

    /** These fields, changed to what a body gives. */
    CategoryFields edited(JsonNode json) {
        return with(JsonBody.of(json, EDITABLE));
    }

    private CategoryFields with(JsonBody body) {
        return new CategoryFields(
                body.has("name") ? body.text("name", NAME).strip() : name,
                body.has("description") ? body.textOrEmpty("description", DESCRIPTION) : description,
                body.has("parent") ? parent(body) : parent,
                body.has("icon") ? body.textOrNull("icon", ICON) : icon,
                body.has("display_order") ? body.integer("display_order") : displayOrder);
    }

    private static @Nullable String parent(JsonBody body) {
        String slug = body.textOrNull("parent", SLUG_TEXT);
        return slug == null ? null : Slug.require("parent", slug);
    }

    /** A category that is to be. */
    record New(String slug, CategoryFields fields) {}

    /** The refusal of a parent that does not exist, or that is the category itself or below it. */
    static Refusal impossibleParent() {
        return Refusal.badInput("parent", "parent must be the slug of another category that is not below this one.");
    }
}
