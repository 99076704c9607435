package org.forumcache;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one read.
 *
 * @param json the document, or {@code null} if there is no such thread, list or category
 * @param outcome where the answer came from
 * @param ageNanos for how long a hit has been in the cache, in nanoseconds, reckoned from the time-to-live of its kind;
 *     zero for every other outcome, and not right for what {@code set…} stored with a time-to-live of its own
 */
public record CacheRead(@Nullable CachedJson json, CacheOutcome outcome, long ageNanos) {

    /** The answer to a read that was no hit, or a hit just stored. */
    public CacheRead(@Nullable CachedJson json, CacheOutcome outcome) {
        this(json, outcome, 0);
    }

    /** For how long a hit has been in the cache: {@link #ageNanos}. */
    public Duration age() {
        return Duration.ofNanos(ageNanos);
    }

    /** The document; empty if what was asked for does not exist. */
    public Optional<CachedJson> document() {
        return Optional.ofNullable(json);
    }
}
