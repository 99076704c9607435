package org.forumcache.server.category;

import java.util.UUID;

/** A category as its threads and its children show it. */
public record CategoryRef(UUID id, String slug, String name) {}
