package org.forumcache;

import java.time.Duration;
import java.util.Optional;

/** Makes entries of what loaders return, and documents of entries. */
final class Documents {
    private final JsonCodec codec;

    Documents(JsonCodec codec) {
        this.codec = codec;
    }

    /** The entry for a loader's answer: a document, or the knowledge that there is none. */
    CacheEntry answered(Optional<?> answer, Duration loadTime) {
        return answer.isPresent() ? entry(answer.get(), loadTime) : CacheEntry.absent(loadTime);
    }

    /** The entry for a document; one that is cached JSON already is not encoded again. */
    CacheEntry entry(Object document, Duration loadTime) {
        if (document == null || document instanceof Optional) {
            throw new IllegalArgumentException("document is null or an Optional; pass the document itself");
        }
        byte[] utf8 = document instanceof CachedJson json ? json.utf8() : codec.encode(document);
        return CacheEntry.loaded(utf8, loadTime);
    }

    CacheRead read(CacheEntry entry, CacheOutcome outcome) {
        return read(entry, outcome, 0);
    }

    CacheRead read(CacheEntry entry, CacheOutcome outcome, long ageNanos) {
        return new CacheRead(entry.isAbsent() ? null : new CachedJson(entry, codec), outcome, ageNanos);
    }
}
