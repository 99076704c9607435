package org.forumcache.redis.server;

/** What the server program runs as. */
enum RedisMode {
    SERVER,
    SENTINEL
}
