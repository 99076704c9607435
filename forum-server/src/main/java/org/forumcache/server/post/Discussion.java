package org.forumcache.server.post;

import java.util.UUID;

/**
 * A thread as far as its posts concern it.
 *
 * @param slug of the thread
 * @param category the slug of the category that the thread is in
 */
public record Discussion(UUID id, String slug, String category) {}
