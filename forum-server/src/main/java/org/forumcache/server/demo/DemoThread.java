package org.forumcache.server.demo;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A thread of the demo forum with everything in it.
 *
 * @param posts oldest first, the opening one included
 */
record DemoThread(
        UUID id, String slug, String title, UUID category, List<String> tags, long views, List<DemoPost> posts) {

    DemoThread {
        tags = List.copyOf(tags);
        posts = List.copyOf(posts);
    }

    DemoPost opening() {
        return posts.get(0);
    }

    Instant lastActivity() {
        return posts.get(posts.size() - 1).writtenAt();
    }
}
