package org.forumcache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.forumcache.CacheOutcome;
import org.forumcache.redis.server.Direction;
import org.forumcache.redis.server.RedisServer;
import org.forumcache.redis.server.TcpProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A network that breaks between Redis and one of two nodes while both read and write; the other node goes on. */
class RedisNetworkFaultsIT {
    private RedisServer server;
    private TcpProxy network;
    private ForumUnderLoad forum;

    @BeforeEach
    void start() {
        server = RedisServer.open();
        network = TcpProxy.to(server.port());
        forum = ForumUnderLoad.of("redis://127.0.0.1:" + network.port(), server.uri())
                .begin();
        forum.awaitHits(200);
    }

    @AfterEach
    void stop() {
        forum.close();
        network.close();
        server.close();
    }

    private void assertRecovered() {
        network.heal();
        forum.awaitRecovery();
        forum.awaitHits(200);

        forum.assertNothingWasStale();
        forum.assertNobodySuffered();
        assertThat(forum.count(CacheOutcome.BYPASS)).isPositive();
    }

    @Test
    void connectionsRefusedForHalfAMinute() {
        network.cut();
        forum.goOn(Duration.ofSeconds(30));

        assertRecovered();
    }

    @Test
    void aConnectionThatIsOpenAtOneEndOnly() {
        network.halfOpen();
        forum.goOn(Duration.ofSeconds(5));

        assertRecovered();
    }

    @Test
    void answersThatGetLost() {
        network.oneWay(Direction.TO_SERVER);
        forum.goOn(Duration.ofSeconds(3));

        assertRecovered();
    }

    @Test
    void answersThatComeTooLate() {
        network.delay(Duration.ofMillis(120));
        forum.goOn(Duration.ofSeconds(3));

        assertRecovered();
    }

    @Test
    void threadsAndMemoryStayFlatThroughAnOutage() {
        network.halfOpen();
        // Pools fill up first, to their bound.
        forum.goOn(Duration.ofSeconds(5));
        long soon = threadsOfTheCache();
        forum.goOn(Duration.ofSeconds(5));

        assertThat(threadsOfTheCache()).isLessThanOrEqualTo(soon + 1);
        assertThat(network.connections()).isLessThan(50);
        assertThat(forum.nodes().get(0).pendingInvalidations()).isLessThan(100);
        assertRecovered();
    }

    private static long threadsOfTheCache() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("forum-cache") || name.startsWith("lettuce"))
                .count();
    }
}
