package org.forumcache;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A hit that was served, and how its reader would have loaded the document.
 *
 * @param servedAt when, by the inspector's monotonic clock
 */
record Sample(EntryKey key, CacheEntry entry, Supplier<? extends Optional<?>> loader, long servedAt) {}
