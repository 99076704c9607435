package org.forumcache.spring;

import org.forumcache.ForumCacheBuilder;

/**
 * Changes how the application's cache is built. Beans of this type are applied in their order, after the settings
 * {@code forum.cache.*} and the wiring of transactions.
 */
@FunctionalInterface
public interface ForumCacheCustomizer {
    /** Changes the builder. */
    void customize(ForumCacheBuilder builder);
}
