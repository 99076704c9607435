package org.forumcache.server.post;

import java.time.Instant;
import java.util.UUID;
import org.forumcache.server.reaction.ReactionCounts;
import org.forumcache.server.user.Author;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** A post as the API shows it. */
@JsonNaming(SnakeCaseStrategy.class)
public record PostDocument(
        UUID id, Author author, String content, ReactionCounts reactionCounts, Instant createdAt, Instant updatedAt) {

    PostDocument with(ReactionCounts counts) {
        return new PostDocument(id, author, content, counts, createdAt, updatedAt);
    }
}
