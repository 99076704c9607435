package org.forumcache.server.thread;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.forumcache.server.category.CategoryRef;
import org.forumcache.server.post.PostDocument;
import org.forumcache.server.reaction.ReactionCounts;
import org.forumcache.server.user.Author;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** A thread's page as the API shows it: the thread and its first posts. Its view count lags by design. */
@JsonNaming(SnakeCaseStrategy.class)
record ThreadDocument(
        UUID id,
        String slug,
        String title,
        CategoryRef category,
        Author author,
        List<String> tags,
        long postCount,
        long viewCount,
        ReactionCounts reactionCounts,
        Instant createdAt,
        Instant updatedAt,
        List<PostDocument> posts) {}
