package org.forumcache.redis.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TcpProxyIT {
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofSeconds(5);

    private final RedisServer server = RedisServer.open();
    private TcpProxy proxy = TcpProxy.to(server.port());

    @BeforeEach
    void openProxy() {
        server.command("FLUSHALL");
        proxy.close();
        proxy = TcpProxy.to(server.port());
    }

    @AfterEach
    void closeProxy() {
        proxy.close();
    }

    @AfterAll
    void closeServer() {
        server.close();
    }

    @Test
    void bytesArePassedOnBothWays() throws IOException {
        String value = "x".repeat(1_000_000);

        try (RespConnection client = client(LONG)) {
            client.call("SET", "a", value);

            assertThat(client.call("GET", "a")).isEqualTo(value);
        }
        assertThat(server.uriAt(proxy.port())).isEqualTo("redis://127.0.0.1:" + proxy.port());
    }

    @Test
    void cutClosesConnectionsAndRefusesNewOnesUntilHealed() throws IOException {
        try (RespConnection client = client(LONG)) {
            client.call("PING");

            proxy.cut();

            assertThatThrownBy(() -> client.call("PING"))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(SocketTimeoutException.class);
            assertThatThrownBy(() -> client(LONG)).isInstanceOf(ConnectException.class);
        }
        proxy.heal();
        assertThat(ping()).isEqualTo("PONG");
    }

    @Test
    void halfOpenConnectionsStaySilentAndGoOnWhenHealed() throws IOException {
        try (RespConnection before = client(SHORT);
                RespConnection during = halfOpenedAfter(before)) {
            assertThatThrownBy(() -> before.call("SET", "a", "1")).isInstanceOf(SocketTimeoutException.class);
            assertThatThrownBy(() -> during.call("SET", "b", "1")).isInstanceOf(SocketTimeoutException.class);
            assertThat(server.command("DBSIZE")).isEqualTo("0");

            proxy.heal();

            Waiting.until(
                    "what was held up arrives",
                    LONG,
                    () -> server.command("DBSIZE").equals("2"));
        }
    }

    @Test
    void oneWayHoldsUpTheReplyOfACommandThatArrived() throws IOException {
        try (RespConnection client = client(SHORT)) {
            client.call("PING");

            proxy.oneWay(Direction.TO_SERVER);

            assertThatThrownBy(() -> client.call("SET", "a", "1")).isInstanceOf(SocketTimeoutException.class);
            assertThat(server.command("GET", "a")).isEqualTo("1");
        }
    }

    @Test
    void oneWayHoldsUpTheCommand() throws IOException {
        try (RespConnection client = client(SHORT)) {
            client.call("PING");

            proxy.oneWay(Direction.TO_CLIENT);

            assertThatThrownBy(() -> client.call("SET", "a", "1")).isInstanceOf(SocketTimeoutException.class);
            assertThat(server.command("GET", "a")).isEmpty();
        }
    }

    @Test
    void delayIsAddedInEachDirection() throws IOException {
        try (RespConnection client = client(LONG)) {
            client.call("PING");

            proxy.delay(SHORT);
            long start = System.nanoTime();
            client.call("PING");
            Duration delayed = Duration.ofNanos(System.nanoTime() - start);

            assertThat(delayed).isGreaterThanOrEqualTo(SHORT.multipliedBy(2));
        }
    }

    @Test
    void canLeadToAnotherServer() throws IOException {
        try (RedisServer other = RedisServer.open();
                RespConnection before = client(LONG)) {
            before.call("PING");
            other.command("SET", "name", "other");

            proxy.leadTo(other.port());

            assertThatThrownBy(() -> before.call("PING")).isInstanceOf(IOException.class);
            try (RespConnection after = client(LONG)) {
                assertThat(after.call("GET", "name")).isEqualTo("other");
            }
        }
    }

    @Test
    void clientsThatLeaveAreForgotten() throws IOException {
        for (int i = 0; i < 500; i++) {
            ping();
        }

        Waiting.until("all are forgotten", LONG, () -> proxy.connections() == 0);
        assertThat(ping()).isEqualTo("PONG");
    }

    private RespConnection halfOpenedAfter(RespConnection before) throws IOException {
        before.call("PING");
        proxy.halfOpen();
        return client(SHORT);
    }

    private String ping() throws IOException {
        try (RespConnection client = client(LONG)) {
            return client.call("PING");
        }
    }

    private RespConnection client(Duration timeout) throws IOException {
        return RespConnection.open(proxy.port(), timeout);
    }
}
