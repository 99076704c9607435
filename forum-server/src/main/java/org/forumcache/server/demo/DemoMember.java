package org.forumcache.server.demo;

import java.util.UUID;

/** A member of the demo forum, who writes in one voice. */
record DemoMember(UUID id, String username, Voice voice) {

    /** Where the server that shows the forum may serve a picture; never another host. */
    String avatarUrl() {
        return "/avatars/" + username + ".svg";
    }
}
