package org.forumcache;

import org.jspecify.annotations.Nullable;

/**
 * Permission to store one value, void once its key or its key's group is invalidated.
 *
 * @param key where the value may be stored
 * @param token names the lease; it lies in the entry's own place until the value replaces it
 * @param generation the group's token that the look-up saw, or {@code null} for an entry without a group
 * @param expired a value that had expired, but that no write had replaced, when the lease was taken
 */
public record FillLease(
        EntryKey key,
        Token token,
        @Nullable Token generation,
        @Nullable CacheEntry expired) {}
