package org.forumcache.server.thread;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.forumcache.server.category.CategoryRef;
import org.forumcache.server.user.Author;
import org.forumcache.server.web.Paging;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** One page of a thread list as the API shows it; its links are relative, so that they hold for every caller. */
record ThreadListDocument(
        long count, @Nullable String next, @Nullable String previous, List<Item> results) {

    static ThreadListDocument of(ThreadListRequest request, long count, List<Item> results) {
        Paging paging = request.paging();
        return new ThreadListDocument(
                count,
                paging.hasNext(count) ? request.link(paging.next()) : null,
                paging.page() > 1 ? request.link(paging.previous()) : null,
                results);
    }

    /** A thread in a list. */
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
}
