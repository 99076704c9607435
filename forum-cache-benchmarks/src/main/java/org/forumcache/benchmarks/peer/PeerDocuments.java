package org.forumcache.benchmarks.peer;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** The documents of the forum server's reads, field by field. */
final class PeerDocuments {
    private PeerDocuments() {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Author(UUID id, String username, @Nullable String avatarUrl) {}

    record CategoryRef(UUID id, String slug, String name) {}

    record Reactions(long like, long helpful, long love) {
        static final Reactions NONE = new Reactions(0, 0, 0);
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record Post(
            UUID id, Author author, String content, Reactions reactionCounts, Instant createdAt, Instant updatedAt) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record ThreadPage(
            UUID id,
            String slug,
            String title,
            CategoryRef category,
            Author author,
            List<String> tags,
            long postCount,
            long viewCount,
            Reactions reactionCounts,
            Instant createdAt,
            Instant updatedAt,
            List<Post> posts) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Item(
            UUID id,
            String slug,
            String title,
            String excerpt,
            Author author,
            CategoryRef category,
            long postCount,
            long viewCount,
            Instant createdAt,
            Instant lastActivityAt) {}

    record ThreadList(
            long count, @Nullable String next, @Nullable String previous, List<Item> results) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Category(
            UUID id,
            String slug,
            String name,
            String description,
            @Nullable CategoryRef parent,
            long threadCount,
            long postCount,
            @Nullable String icon,
            int displayOrder) {}
}
