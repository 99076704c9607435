package org.forumcache.redis;

import io.lettuce.core.RedisURI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Where Redis is, as the setting {@code forum.cache.redis.uri} says it. */
final class RedisAddress {
    /** How long connecting may take, greeting and authentication included. */
    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

    /** A silent Sentinel must leave time to ask the others. */
    private static final Duration SENTINEL_TIMEOUT = Duration.ofMillis(300);

    private static final String REMEDY = "write redis://[user:password@]host[:port], rediss:// for TLS,"
            + " redis-sentinel://[:password@]host[:port],…#master, or redis://…@host1:port,host2:port,… for a cluster;"
            + " percent-encode the characters / @ : , # ? % in a password";

    private static final Pattern HOST_AND_PORT =
            Pattern.compile("([\\w.-]+|\\[[0-9a-fA-F:.%]+])(:\\d{1,5})?(/\\d*)?(\\?.*)?");

    private RedisAddress() {}

    /**
     * Reads the setting.
     *
     * @throws IllegalArgumentException if it cannot be read; the message does not repeat it, for it may hold a password
     */
    static List<RedisURI> parse(String text) {
        String stripped = text.strip();
        if (stripped.isEmpty()) {
            throw new IllegalArgumentException("the Redis URI is empty; " + REMEDY);
        }
        if (isSentinel(stripped)) {
            return List.of(one(stripped));
        }
        String[] parts = stripped.split("\\s*,\\s*", -1);
        String prefix = prefix(parts[0]);
        if (!prefix.contains("@") && stripped.contains("@")) {
            // The comma before it may well belong to the password.
            throw new IllegalArgumentException("the Redis URI has credentials after a comma only; " + REMEDY);
        }
        return Arrays.stream(parts)
                .map(part -> one(part.contains("://") ? part : prefix + part))
                .toList();
    }

    /** Scheme and credentials, which an address after a comma need not repeat. */
    private static String prefix(String uri) {
        return uri.substring(0, uri.length() - afterCredentials(uri).length());
    }

    private static String afterCredentials(String uri) {
        int scheme = uri.indexOf("://");
        return uri.substring(Math.max(scheme < 0 ? 0 : scheme + 3, uri.lastIndexOf('@') + 1));
    }

    private static boolean isSentinel(String text) {
        return text.startsWith("redis-sentinel://") || text.startsWith("rediss-sentinel://");
    }

    private static RedisURI one(String text) {
        if (!isSentinel(text) && !text.startsWith("redis://") && !text.startsWith("rediss://")) {
            throw new IllegalArgumentException("the Redis URI does not begin with a scheme that is known; " + REMEDY);
        }
        if (!isSentinel(text) && !HOST_AND_PORT.matcher(afterCredentials(text)).matches()) {
            throw new IllegalArgumentException("the Redis URI names no host, or a port that is no number; " + REMEDY);
        }
        RedisURI uri;
        try {
            uri = RedisURI.create(text);
        } catch (RuntimeException e) {
            // Without its cause, which repeats the text.
            throw new IllegalArgumentException("the Redis URI cannot be read; " + REMEDY);
        }
        if (!isReadRightly(uri, text)) {
            throw new IllegalArgumentException(
                    "the Redis URI has a character in its credentials that cuts it off; " + REMEDY);
        }
        if (isSentinel(text) && uri.getSentinelMasterId() == null) {
            throw new IllegalArgumentException("the Redis URI does not end in #master, the Sentinels' name for it");
        }
        uri.setTimeout(CONNECT_TIMEOUT);
        uri.getSentinels().forEach(sentinel -> sentinel.setTimeout(SENTINEL_TIMEOUT));
        return uri;
    }

    /** Whether no part of a password was taken for a host, from where it would come into messages. */
    private static boolean isReadRightly(RedisURI uri, String text) {
        List<RedisURI> servers = isSentinel(text) ? uri.getSentinels() : List.of(uri);
        String addresses = afterCredentials(text);
        return servers.stream().map(RedisURI::getHost).allMatch(host -> host != null && addresses.contains(host));
    }

    /** The address without credentials, for people. */
    static String name(RedisURI uri) {
        return uri.getSentinelMasterId() != null
                ? "Redis (Sentinel " + uri.getSentinelMasterId() + ")"
                : "Redis " + key(uri);
    }

    /** Host and port, as a cluster's referrals write them. */
    static String key(RedisURI uri) {
        return uri.getHost() + ':' + uri.getPort();
    }
}
