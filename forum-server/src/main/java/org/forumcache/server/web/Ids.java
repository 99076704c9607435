package org.forumcache.server.web;

import java.util.UUID;
import java.util.regex.Pattern;

/** Ids in addresses. */
public final class Ids {
    // UUID.fromString also takes shortened forms, which would be several names for one thing.
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private Ids() {}

    /** The id that a text writes. */
    public static UUID require(String name, String text) {
        if (!UUID_TEXT.matcher(text).matches()) {
            throw Refusal.badInput(name, name + " must be a UUID.");
        }
        return UUID.fromString(text);
    }
}
