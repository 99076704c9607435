package org.forumcache.server.demo;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The ids of what the demo forum consists of: the same in every demo forum, so that one is recognised.
 *
 * <p>Ids of threads and posts rise in the order in which they are written. Rows then go to the end of each index, which
 * takes a database a fraction of the time that rows all over it take. They are UUIDs of version 8, whose contents are
 * up to their maker.
 */
final class DemoIds {
    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final int POSTS_PER_THREAD = 256;

    private DemoIds() {}

    static UUID category(String slug) {
        return named("category/" + slug);
    }

    static UUID member(String username) {
        return named("member/" + username);
    }

    static UUID thread(int number) {
        return numbered(0x7d, number);
    }

    static UUID post(int thread, int number) {
        return numbered(0x90, (long) thread * POSTS_PER_THREAD + number);
    }

    private static UUID named(String name) {
        return UUID.nameUUIDFromBytes(("forum-demo/" + name).getBytes(StandardCharsets.UTF_8));
    }

    private static UUID numbered(long kind, long number) {
        return new UUID(
                (number << Short.SIZE) | VERSION_8 | kind, VARIANT | scattered(number * POSTS_PER_THREAD + kind));
    }

    /** Bits that look like chance. */
    private static long scattered(long number) {
        long mixed = (number + 1) * 0x9e3779b97f4a7c15L;
        return ((mixed ^ (mixed >>> 29)) * 0xbf58476d1ce4e5b9L) >>> 2;
    }
}
