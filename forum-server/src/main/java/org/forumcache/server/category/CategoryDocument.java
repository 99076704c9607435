package org.forumcache.server.category;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** A category as the API shows it. Its counts are refreshed on a schedule. */
@JsonNaming(SnakeCaseStrategy.class)
record CategoryDocument(
        UUID id,
        String slug,
        String name,
        String description,
        @Nullable CategoryRef parent,
        long threadCount,
        long postCount,
        @Nullable String icon,
        int displayOrder) {

    /** What of it can be edited. */
    CategoryFields fields() {
        return new CategoryFields(name, description, parent == null ? null : parent.slug(), icon, displayOrder);
    }
}
