package org.forumcache.server.category;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.forumcache.Invalidation;
import org.forumcache.server.web.Refusal;
import org.forumcache.server.web.Slug;

/** What names a category in addresses, for ever. */
final class CategorySlug {
    private static final Pattern NOT_IN_SLUG = Pattern.compile("[^a-z0-9]+");

    private CategorySlug() {}

    /** The slug that a name suggests. */
    static String of(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "");
        String slug = NOT_IN_SLUG.matcher(plain.toLowerCase(Locale.ROOT)).replaceAll("-");
        slug = slug.replaceAll("^-|-$", "");
        if (slug.isEmpty()) {
            throw Refusal.badInput("slug", "slug cannot be made from this name; give one.");
        }
        return require(slug);
    }

    static String require(String slug) {
        if (slug.equals(Invalidation.ALL)) {
            throw Refusal.badInput("slug", "slug must not be " + slug + ", which stands for all categories.");
        }
        return Slug.require("slug", slug);
    }
}
