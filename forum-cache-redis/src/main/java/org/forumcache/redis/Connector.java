package org.forumcache.redis;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowSynchronizationStrategy;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.sentinel.api.StatefulRedisSentinelConnection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.forumcache.CacheBackendException;
import org.jspecify.annotations.Nullable;

/** Opens links. Its calls wait for the network and belong on a background thread. */
final class Connector implements AutoCloseable {
    private static final Duration CONNECT = RedisAddress.CONNECT_TIMEOUT;
    /** More commands than this wait for answers only if the server has hung; those to come are refused at once. */
    private static final int MAX_UNANSWERED = 10_000;

    private final RedisSettings settings;
    private final Runnable onLoss;
    private final ClientResources resources;
    private final RedisClient client;
    private @Nullable RedisClusterClient cluster;
    private @Nullable RedisClient pushed;

    /**
     * @param onLoss called whenever a connection breaks, on a thread that must not wait
     */
    Connector(RedisSettings settings, Runnable onLoss) {
        this.settings = settings;
        this.onLoss = onLoss;
        this.resources = DefaultClientResources.builder()
                .commandLatencyRecorder(CommandLatencyRecorder.disabled())
                .build();
        this.client = RedisClient.create(resources);
        client.setOptions(options(ClientOptions.builder()));
    }

    /** Nothing is queued for a server that is away, and nothing is ever sent twice. */
    private ClientOptions options(ClientOptions.Builder builder) {
        return builder.autoReconnect(false)
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(MAX_UNANSWERED)
                .maintNotificationsConfig(MaintNotificationsConfig.disabled())
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(CONNECT)
                        .keepAlive(true)
                        .build())
                .sslOptions(settings.ssl())
                .build();
    }

    /**
     * Opens a connection and asks the server who it is.
     *
     * @throws CacheBackendException if it cannot be reached, or refuses
     */
    Link open(RedisURI uri) {
        String name = RedisAddress.name(uri);
        StatefulRedisConnection<String, byte[]> connection = connect(client, name, uri);
        try {
            Link link = identify(uri, connection);
            connection.addListener(new RedisConnectionStateListener() {
                @Override
                public void onRedisDisconnected(RedisChannelHandler<?, ?> broken) {
                    onLoss.run();
                }
            });
            return link;
        } catch (RuntimeException e) {
            closeOnceOpen(connection, null);
            throw e;
        }
    }

    /**
     * Opens a connection over which a server can send what it was not asked for.
     *
     * @throws CacheBackendException if it cannot be reached, or refuses
     */
    StatefulRedisConnection<String, byte[]> openForPushes(RedisURI uri) {
        return connect(pushed(), RedisAddress.name(uri), uri);
    }

    /** What connects for pushes: it insists on the protocol that has them, where others make do with an older one. */
    private synchronized RedisClient pushed() {
        if (pushed == null) {
            pushed = RedisClient.create(resources);
            pushed.setOptions(options(ClientOptions.builder().protocolVersion(ProtocolVersion.RESP3)));
        }
        return pushed;
    }

    private static StatefulRedisConnection<String, byte[]> connect(RedisClient client, String name, RedisURI uri) {
        CompletableFuture<StatefulRedisConnection<String, byte[]>> connection =
                client.connectAsync(Request.CODEC, uri).toCompletableFuture();
        try {
            // Sentinels are asked one after the other, and some may be silent.
            return await(
                    name, connection, CONNECT.multipliedBy(uri.getSentinels().size() + 1L));
        } catch (CacheBackendException e) {
            // It may be there later, when nobody waits for it.
            var unused = connection.whenComplete(Connector::closeOnceOpen);
            throw e;
        }
    }

    /** The run id of the master that the Sentinels name; empty if none of them can tell. */
    String runIdOfMaster(RedisURI uri) {
        String name = RedisAddress.name(uri);
        CompletableFuture<StatefulRedisSentinelConnection<String, String>> connection =
                client.connectSentinelAsync(StringCodec.UTF8, uri);
        try {
            StatefulRedisSentinelConnection<String, String> sentinel = await(name, connection);
            String masterId = String.valueOf(uri.getSentinelMasterId());
            return await(name, sentinel.async().master(masterId)).getOrDefault("runid", "");
        } catch (CacheBackendException e) {
            return "";
        } finally {
            var unused = connection.whenComplete(Connector::closeOnceOpen);
        }
    }

    private static void closeOnceOpen(@Nullable StatefulConnection<?, ?> connection, @Nullable Throwable failure) {
        if (connection != null) {
            var unused = connection.closeAsync();
        }
    }

    private Link identify(RedisURI uri, StatefulRedisConnection<String, byte[]> connection) {
        String name = RedisAddress.name(uri);
        long askedAt = System.nanoTime();
        ServerInfo info = ServerInfo.parse(await(name, connection.async().info()));
        if (!info.isIdentified()) {
            throw new CacheBackendException(name + " does not say who it is: INFO without run_id or master_replid");
        }
        ServerClock clock =
                ServerClock.of(askedAt, await(name, connection.async().time()));
        for (Script script : Script.values()) {
            await(name, connection.async().scriptLoad(script.source()));
        }
        return new Link(uri, connection, info, clock, breaker(name));
    }

    /** Opens when half of the last ten to twenty calls have failed; the background probe closes it. */
    private static CircuitBreaker breaker(String name) {
        return CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .slidingWindow(
                                20, 10, SlidingWindowType.COUNT_BASED, SlidingWindowSynchronizationStrategy.LOCK_FREE)
                        .failureRateThreshold(50)
                        // No request is used as a probe.
                        .waitDurationInOpenState(Duration.ofDays(1))
                        .build());
    }

    /** What knows a cluster's layout. */
    RedisClusterClient cluster() {
        if (cluster == null) {
            cluster = RedisClusterClient.create(resources, settings.uris());
            cluster.setOptions((ClusterClientOptions) options(ClusterClientOptions.builder()));
        }
        return cluster;
    }

    /**
     * The answer.
     *
     * @throws CacheBackendException if it is none, or does not come soon
     */
    static <T> T await(String name, Future<T> answer) {
        return await(name, answer, CONNECT);
    }

    private static <T> T await(String name, Future<T> answer, Duration timeout) {
        try {
            return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new CacheBackendException(name + ": " + reason(e), e);
        } catch (TimeoutException e) {
            throw new CacheBackendException(name + " did not answer within " + timeout, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CacheBackendException("interrupted while waiting for " + name, e);
        }
    }

    /** The innermost message: the outer ones only say that connecting failed. */
    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    @Override
    public synchronized void close() {
        if (pushed != null) {
            pushed.shutdown(Duration.ZERO, CONNECT);
        }
        if (cluster != null) {
            cluster.shutdown(Duration.ZERO, CONNECT);
        }
        client.shutdown(Duration.ZERO, CONNECT);
        var unused = resources.shutdown(0, CONNECT.toMillis(), TimeUnit.MILLISECONDS);
    }
}
