package org.forumcache.server.user;

import java.util.Locale;

/** What an account may do. */
public enum Role {
    /** Writes, and edits what is its own. */
    MEMBER,
    /** Edits everything, the categories and the cache too. */
    ADMIN;

    /** The name as the database keeps it. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Role labelled(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
