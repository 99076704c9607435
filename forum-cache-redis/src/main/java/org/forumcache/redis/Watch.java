package org.forumcache.redis;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.TrackingArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.api.push.PushMessage;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.forumcache.CacheBackendException;
import org.forumcache.CacheKeys;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection over which one server pushes what has changed on it.
 *
 * <p>Like a {@link Link} it is never opened again, and it is to the very server that a link is to. Pushes and answers come
 * over it in the order in which the server has sent them.
 */
final class Watch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(NearBackend.class);
    /** A connection that is silent for so long, or twice as long as is believed, may be open at this end only. */
    private static final long GIVEN_UP_NANOS = Duration.ofSeconds(1).toNanos();

    private final Link link;
    private final StatefulRedisConnection<String, byte[]> connection;
    private final NearTier tier;
    private final long maxSilence;
    private final long givenUp;
    private long answeredAt;
    private @Nullable Term term;
    private boolean closed;

    private Watch(Link link, StatefulRedisConnection<String, byte[]> connection, NearTier tier, Duration maxSilence) {
        this.link = link;
        this.connection = connection;
        this.tier = tier;
        this.maxSilence = maxSilence.toNanos();
        this.givenUp = Math.max(GIVEN_UP_NANOS, 2 * this.maxSilence);
        this.answeredAt = System.nanoTime();
    }

    /**
     * Lets a server push. It waits for the network.
     *
     * @throws CacheBackendException if the server cannot be reached, does not push, or is not the one the link is to
     */
    static Watch open(Connector connector, Link link, NearTier tier, Duration maxSilence) {
        Watch watch = new Watch(link, connector.openForPushes(link.uri()), tier, maxSilence);
        try {
            watch.begin();
            return watch;
        } catch (RuntimeException e) {
            watch.close();
            throw e;
        }
    }

    private void begin() {
        connection.addListener(this::pushed);
        connection.addListener(new RedisConnectionStateListener() {
            @Override
            public void onRedisDisconnected(RedisChannelHandler<?, ?> broken) {
                close();
            }
        });
        RedisAsyncCommands<String, byte[]> commands = connection.async();
        // Own changes are pushed too, which is as it should be: NOLOOP also hides changes that came with them.
        TrackingArgs tracking = TrackingArgs.Builder.enabled()
                .bcast()
                .prefixes(CacheKeys.watched().toArray(String[]::new));
        var unused = Connector.await(link.name(), commands.clientTracking(tracking));
        ServerInfo info = ServerInfo.parse(Connector.await(link.name(), commands.info()));
        if (!info.identity().equals(link.identity())) {
            throw new CacheBackendException(link + " has been taken over by another server");
        }
        hasAnswered();
    }

    private synchronized void hasAnswered() {
        answeredAt = System.nanoTime();
    }

    Link link() {
        return link;
    }

    boolean isOpen() {
        return connection.isOpen();
    }

    /** Asks for a sign of life, and stops to believe a server that gives none. */
    void beat() {
        long now = System.nanoTime();
        endIfSilent(now);
        if (connection.isOpen()) {
            var unused = connection.async().ping().thenRun(() -> answered(now));
        }
    }

    private synchronized void endIfSilent(long now) {
        if (term != null && term.isSilent(now)) {
            endTerm();
        }
        if (now - answeredAt > givenUp) {
            close();
        }
    }

    /** On the connection's thread, after everything that was pushed before. */
    private synchronized void answered(long askedAt) {
        long now = System.nanoTime();
        long trustedUntil = askedAt + maxSilence;
        answeredAt = now;
        if (term != null) {
            term.trust(trustedUntil);
        } else if (!closed && trustedUntil - now > 0) {
            term = new Term(link, trustedUntil);
            tier.begin(term);
        }
    }

    private void pushed(PushMessage message) {
        if (!message.getType().equals("invalidate")) {
            return;
        }
        try {
            List<Object> content = message.getContent(StringCodec.ASCII::decodeKey);
            if (content.get(1) instanceof List<?> keys) {
                keys.forEach(key -> tier.changed(String.valueOf(key)));
            } else {
                // Redis sends null after FLUSHALL: everything is gone.
                endTerm();
            }
        } catch (RuntimeException | Error e) {
            log.error("[CACHE] A push of {} cannot be read; it is connected to anew", link, e);
            close();
        }
    }

    private synchronized void endTerm() {
        if (term != null) {
            tier.end(term);
            term = null;
        }
    }

    @Override
    public synchronized void close() {
        endTerm();
        if (!closed) {
            closed = true;
            CompletableFuture<Void> unused = connection.closeAsync();
        }
    }
}
