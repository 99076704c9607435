package org.forumcache.redis;

import io.lettuce.core.RedisCommandExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A cluster's answer that another server holds a key.
 *
 * @param host empty if it is the host of the server that answers
 * @param once whether this holds for this request only, because the key's slot is being moved
 */
record Referral(String host, int port, boolean once) {

    /** The referral in an error; {@code null} if it says something else. */
    static @Nullable Referral in(RedisCommandExecutionException error) {
        String message = String.valueOf(error.getMessage());
        boolean once = message.startsWith("ASK ");
        if (!once && !message.startsWith("MOVED ")) {
            return null;
        }
        String address = message.substring(message.lastIndexOf(' ') + 1);
        int colon = address.lastIndexOf(':');
        return new Referral(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)), once);
    }
}
