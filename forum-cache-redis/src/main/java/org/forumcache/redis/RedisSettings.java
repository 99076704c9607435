package org.forumcache.redis;

import io.lettuce.core.RedisURI;
import io.lettuce.core.SslOptions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** How to reach Redis, and how to use it. Immutable; {@code with…} methods return a changed copy. */
public final class RedisSettings {
    private static final Duration MAX_TIMEOUT = Duration.ofSeconds(10);
    private static final int MAX_SCHEMA = 64;

    private final List<RedisURI> uris;
    private final Duration timeout;
    private final String schema;
    private final SslOptions ssl;
    private final @Nullable Fence fence;

    private RedisSettings(List<RedisURI> uris, Duration timeout, String schema, SslOptions ssl, @Nullable Fence fence) {
        this.uris = uris;
        this.timeout = timeout;
        this.schema = schema;
        this.ssl = ssl;
        this.fence = fence;
    }

    /**
     * Settings for the Redis at an address, with everything else at its default.
     *
     * @param uri {@code redis://}, {@code rediss://} or {@code redis-sentinel://}, with credentials if there are any;
     *     several separated by commas for a cluster, of which one is enough if it can be reached
     * @throws IllegalArgumentException if it cannot be read; the message says what is wrong and never repeats it
     */
    public static RedisSettings at(String uri) {
        return new RedisSettings(RedisAddress.parse(uri), Duration.ofMillis(50), "", SslOptions.create(), null);
    }

    /**
     * The bound on every call; 50 ms by default.
     *
     * @throws IllegalArgumentException if it is not more than zero and at most 10 s
     */
    public RedisSettings withTimeout(Duration bound) {
        if (bound.isNegative() || bound.isZero() || bound.compareTo(MAX_TIMEOUT) > 0) {
            throw new IllegalArgumentException(
                    "timeout is " + bound + "; it must be more than zero, and at most " + MAX_TIMEOUT);
        }
        return new RedisSettings(uris, bound, schema, ssl, fence);
    }

    /**
     * A name for the form of the cached JSON; empty by default. Whoever has another one sees nothing that was stored
     * under this one, so that a release that changes its JSON starts cold and nothing has to be removed. What it loads
     * takes the place of what the old release stored: while both run, neither gets much use of the cache.
     *
     * @throws IllegalArgumentException if it is longer than 64 characters
     */
    public RedisSettings withSchema(String name) {
        if (name.length() > MAX_SCHEMA) {
            throw new IllegalArgumentException(
                    "schema has " + name.length() + " characters; it must have at most " + MAX_SCHEMA);
        }
        return new RedisSettings(uris, timeout, name, ssl, fence);
    }

    /** Whom to believe over TLS, instead of whom this Java platform believes. */
    public RedisSettings trusting(TrustManagerFactory trusted) {
        return new RedisSettings(
                uris, timeout, schema, ssl.mutate().trustManager(trusted).build(), fence);
    }

    /** How to identify oneself over TLS, where the server asks for a certificate. */
    public RedisSettings identifiedBy(KeyManagerFactory own) {
        return new RedisSettings(
                uris, timeout, schema, ssl.mutate().keyManager(own).build(), fence);
    }

    /**
     * What makes the promise hold while an invalidation cannot be delivered, and while processes disagree on who is
     * master; nothing by default. All processes that share the cache must use the same one. Its owner closes it, after
     * the backend.
     */
    public RedisSettings fencedBy(Fence guard) {
        return new RedisSettings(uris, timeout, schema, ssl, guard);
    }

    List<RedisURI> uris() {
        return uris;
    }

    Duration timeout() {
        return timeout;
    }

    String schema() {
        return schema;
    }

    SslOptions ssl() {
        return ssl;
    }

    @Nullable
    Fence fence() {
        return fence;
    }

    /** The addresses, without credentials. */
    @Override
    public String toString() {
        return uris.stream().map(RedisAddress::name).collect(Collectors.joining(", "));
    }
}
