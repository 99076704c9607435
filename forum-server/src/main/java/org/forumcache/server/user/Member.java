package org.forumcache.server.user;

import java.security.Principal;
import java.util.UUID;

/** The account that a request acts for. */
public record Member(UUID id, String username, Role role) implements Principal {

    /** Whether this account may edit and delete what the author wrote. */
    public boolean mayChange(UUID author) {
        return role == Role.ADMIN || id.equals(author);
    }

    @Override
    public String getName() {
        return username;
    }
}
