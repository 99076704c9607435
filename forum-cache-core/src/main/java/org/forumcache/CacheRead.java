package org.forumcache;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one read.
 *
 * @param json the document, or {@code null} if there is no such thread, list or category
 * @param outcome where the answer came from
 */
public record CacheRead(@Nullable CachedJson json, CacheOutcome outcome) {

    /** The document; empty if what was asked for does not exist. */
    public Optional<CachedJson> document() {
        return Optional.ofNullable(json);
    }
}
