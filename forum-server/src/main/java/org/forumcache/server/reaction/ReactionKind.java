package org.forumcache.server.reaction;

import java.util.Locale;
import org.forumcache.server.web.Refusal;

/** What a member can feel about a post. */
public enum ReactionKind {
    LIKE,
    HELPFUL,
    LOVE;

    /** The name as addresses, documents and the database write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind with that name. */
    static ReactionKind labelled(String label) {
        for (ReactionKind kind : values()) {
            if (kind.label().equals(label)) {
                return kind;
            }
        }
        throw Refusal.badInput("reaction", "reaction must be like, helpful or love.");
    }
}
