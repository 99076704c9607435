package org.forumcache.redis;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One reading of a server's clock. It decides only when a valid document is loaded anew, never whether one is valid.
 *
 * @param readAt when it was asked, by this process' nanosecond clock
 * @param millis what it showed, in milliseconds since 1970
 */
record ServerClock(long readAt, long millis) {

    /**
     * @param askedAt before the question was sent
     * @param time the answer to TIME: seconds, and microseconds of the current one
     */
    static ServerClock of(long askedAt, List<byte[]> time) {
        return new ServerClock(askedAt, number(time.get(0)) * 1000 + number(time.get(1)) / 1000);
    }

    long millisAt(long nanoTime) {
        return millis + (nanoTime - readAt) / 1_000_000;
    }

    private static long number(byte[] digits) {
        return Long.parseLong(new String(digits, StandardCharsets.US_ASCII));
    }
}
