package org.forumcache;

import java.util.OptionalLong;

/**
 * What a backend says of itself.
 *
 * @param backend its name as the setting {@code forum.cache.backend} writes it
 * @param state {@code up}, or what is wrong in a few words
 * @param entries how many documents and leases it holds, if it knows
 * @param bytes how many bytes they take, keys included, if it knows
 * @param unreadable how often something was found at a key that the backend cannot have stored there as it is now:
 *     damaged, of a later version, or another program's; each time it was treated as nothing
 */
public record BackendStatus(String backend, String state, OptionalLong entries, OptionalLong bytes, long unreadable) {}
