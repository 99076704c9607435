package org.forumcache.server.user;

/** The configured administrator's token cannot be used. Its message says nothing of the token itself. */
final class UnfitTokenException extends RuntimeException {
    UnfitTokenException() {
        super("forum.bootstrap.admin-token must be 16 to 256 of the characters A-Z a-z 0-9 . _ ~ + / -");
    }
}
