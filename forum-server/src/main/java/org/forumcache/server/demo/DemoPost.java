package org.forumcache.server.demo;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A post of the demo forum and the reactions to it. */
record DemoPost(UUID id, UUID author, String content, Instant writtenAt, List<DemoReaction> reactions) {
    DemoPost {
        reactions = List.copyOf(reactions);
    }
}
