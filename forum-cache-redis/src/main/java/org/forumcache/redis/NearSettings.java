package org.forumcache.redis;

import java.time.Duration;

/**
 * How much a {@link NearBackend} keeps, and for how long it believes a server that says nothing.
 *
 * @param maxBytes bound on the bytes kept inside the process, keys and an allowance for bookkeeping included
 * @param maxSilence for how long copies are used after the last sign that no push of their server is missing
 */
public record NearSettings(long maxBytes, Duration maxSilence) {
    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** 64 MB, and a quarter of a second. */
    public static final NearSettings DEFAULT = new NearSettings(64L << 20, Duration.ofMillis(250));

    /**
     * Checks both.
     *
     * @throws IllegalArgumentException if the size is not positive, or the silence is not between 10 ms and 10 s
     */
    public NearSettings {
        if (maxBytes <= 0) {
            throw new IllegalArgumentException("max size is " + maxBytes + " bytes; it must be more than zero");
        }
        if (maxSilence.compareTo(SHORTEST) < 0 || maxSilence.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "max silence is " + maxSilence + "; it must be at least 10ms and at most 10s");
        }
    }
}
