package org.forumcache.server.user;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How the first administrator gets in.
 *
 * @param adminToken A token for the user admin, of at least 16 characters; it replaces the one set before. Empty is as
 *     good as none.
 */
@ConfigurationProperties(prefix = "forum.bootstrap", ignoreUnknownFields = false)
record BootstrapSettings(@Nullable String adminToken) {

    /** Nothing of the token. */
    @Override
    public String toString() {
        return "BootstrapSettings[adminToken=" + (adminToken == null ? "none" : "(secret)") + "]";
    }
}
