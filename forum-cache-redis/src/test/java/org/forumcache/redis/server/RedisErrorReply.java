package org.forumcache.redis.server;

/** A Redis server's refusal of one command; the message is the server's. */
public final class RedisErrorReply extends RuntimeException {
    RedisErrorReply(String message) {
        super(message);
    }
}
