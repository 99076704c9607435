package org.forumcache.server.reaction;

import java.util.UUID;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/** One member's feeling about one post. */
record Reaction(UUID post, UUID user, ReactionKind kind) {

    MapSqlParameterSource parameters() {
        return new MapSqlParameterSource("post", post).addValue("user", user).addValue("kind", kind.label());
    }
}
