package org.forumcache.server.demo;

import java.time.Instant;
import java.util.UUID;

/** What a member of the demo forum thought of a post. */
record DemoReaction(UUID member, String kind, Instant givenAt) {}
