package org.forumcache.server.web;

import java.util.regex.Pattern;

/** What names threads and categories in addresses. */
public final class Slug {
    /** The longest there may be. */
    public static final int MAX_LENGTH = 255;

    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9_-]{1," + MAX_LENGTH + "}");

    private Slug() {}

    /**
     * The slug itself.
     *
     * @param name the parameter that the refusal names
     */
    public static String require(String name, String slug) {
        if (!VALID.matcher(slug).matches()) {
            throw Refusal.badInput(name, name + " must be 1 to " + MAX_LENGTH + " of the characters A-Z a-z 0-9 _ -.");
        }
        return slug;
    }
}
