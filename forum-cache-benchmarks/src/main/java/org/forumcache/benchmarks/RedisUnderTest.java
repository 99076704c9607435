package org.forumcache.benchmarks;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.forumcache.ForumCacheService;
import org.forumcache.redis.RedisBackend;
import org.forumcache.redis.RedisSettings;
import org.forumcache.redis.server.RedisServer;
import org.jspecify.annotations.Nullable;

/** A Redis that is empty at first, and one bare connection to it. Closing it ends or empties it. */
final class RedisUnderTest implements AutoCloseable {
    private static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.ASCII, ByteArrayCodec.INSTANCE);
    /** A busy machine shall make a measurement slow, and not end it. */
    private static final Duration PATIENT = Duration.ofSeconds(5);

    private final String uri;
    private final @Nullable RedisServer server;
    private final RedisClient client;
    private final StatefulRedisConnection<String, byte[]> bare;

    private RedisUnderTest(String uri, @Nullable RedisServer server) {
        this.uri = uri;
        this.server = server;
        this.client = RedisClient.create(uri);
        this.bare = client.connect(CODEC);
    }

    /** A server of its own. */
    static RedisUnderTest start() {
        RedisServer server = RedisServer.open();
        return new RedisUnderTest(server.uri(), server);
    }

    /**
     * A database of a server that runs already.
     *
     * @param number is added to the number of the database that the address names
     * @throws IllegalArgumentException if there is anything in it
     */
    static RedisUnderTest at(String uri, int number) {
        RedisURI address = RedisURI.create(uri);
        address.setDatabase(address.getDatabase() + number);
        RedisUnderTest redis = new RedisUnderTest(address.toURI().toString(), null);
        long keys = redis.bare().sync().dbsize();
        if (keys > 0) {
            redis.disconnect();
            throw new IllegalArgumentException("database " + address.getDatabase() + " of the Redis of --uri holds "
                    + keys + " keys; name an empty one, for it is emptied afterwards");
        }
        return redis;
    }

    String uri() {
        return uri;
    }

    /** The connection that stands for using Redis without this cache. */
    StatefulRedisConnection<String, byte[]> bare() {
        return bare;
    }

    /** A backend that waits as long as it takes, so that only speed is measured. */
    RedisBackend backend() {
        return RedisBackend.connect(RedisSettings.at(uri).withTimeout(PATIENT));
    }

    /** A cache on such a backend. */
    static ForumCacheService cacheOn(RedisBackend backend) {
        return ForumCacheService.builder(backend).build();
    }

    /** What is stored under a key. */
    byte[] stored(String key) {
        byte[] bytes = bare.sync().get(key);
        if (bytes == null) {
            throw new IllegalStateException("nothing is stored under " + key);
        }
        return bytes;
    }

    /** The version that the server says it has. */
    String version() {
        return bare.sync()
                .info("server")
                .lines()
                .filter(line -> line.startsWith("redis_version:"))
                .map(line -> line.substring(line.indexOf(':') + 1))
                .findFirst()
                .orElse("of unknown version");
    }

    /** The text in UTF-8. */
    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void disconnect() {
        client.shutdown(Duration.ZERO, PATIENT);
    }

    @Override
    public void close() {
        if (server == null) {
            bare.sync().flushdb();
        }
        disconnect();
        if (server != null) {
            server.close();
        }
    }
}
