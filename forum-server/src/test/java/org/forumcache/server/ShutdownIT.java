package org.forumcache.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.forumcache.CacheKeys;
import org.forumcache.redis.server.RedisServer;
import org.forumcache.server.user.Users;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

/** A server is told to stop, with {@code SIGTERM}, while it has work in hand. */
class ShutdownIT {
    private static final int TERMINATED = 128 + 15;

    private final String database = Postgres.newDatabase("shutdown_forum");
    private final RedisServer redis = RedisServer.open();
    private final String[] settings = {
        "--forum.demo.enabled=false",
        "--forum.cache.backend=redis",
        "--forum.cache.redis.timeout=5s",
        "--forum.cache.redis.uri=" + redis.uri(),
        "--forum.views.flush-interval=1h",
        // A load may wait here for longer than a forum would let it
        "--spring.datasource.hikari.connection-init-sql=select 1",
        "--spring.datasource.hikari.data-source-properties.socketTimeout=60"
    };
    private final StartedForum other = StartedForum.start(database, settings);
    private final Forum readers = other.clients();
    private final String category = readers.category();
    private final String thread = readers.thread(category);

    @AfterEach
    void stop() {
        other.close();
        redis.close();
    }

    @Test
    void whatIsInHandIsFinishedAndWhatWasCountedIsWritten() throws Exception {
        String cold = "/api/threads/" + thread;
        String warm = "/api/threads/" + readers.thread(category);
        try (ForumProcess server = startProcess();
                Connection locker = DriverManager.getConnection(database);
                Socket slow = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            Forum forum = clientsOf(server);
            for (int i = 0; i < 7; i++) {
                forum.get(warm).ok();
            }
            beginReply(slow);
            lockPosts(locker);
            CompletableFuture<Reply> load = CompletableFuture.supplyAsync(() -> forum.get(cold));
            await().until(() ->
                    redis.command("EXISTS", CacheKeys.thread(thread)).contains("1"));

            server.terminate();
            await().atMost(Duration.ofSeconds(20)).until(() -> refuses(server.port()));
            assertThat(load).isNotDone();
            locker.rollback();
            String answer = endReply(slow);

            assertThat(load.get(20, TimeUnit.SECONDS).ok().cache()).isEqualTo("MISS");
            assertThat(answer).startsWith("HTTP/1.1 201");
            assertThat(server.awaitEnd()).isEqualTo(TERMINATED);
            assertThat(viewsOf(warm)).isEqualTo(7);
            assertThat(readers.get(cold).ok().items("posts")).hasSize(2);
            // No lease of the dead is waited for
            assertThat(readers.get(cold).ok().cache()).isEqualTo("HIT");
            assertThat(server.printed()).doesNotContain(" ERROR ");
        }
    }

    private ForumProcess startProcess() throws IOException {
        List<String> arguments = new ArrayList<>(List.of(settings));
        arguments.add("--spring.datasource.url=" + database);
        return ForumProcess.start(arguments.toArray(String[]::new)).awaitLine("Started ForumServer");
    }

    private Forum clientsOf(ForumProcess server) {
        return new Forum(
                new MockEnvironment().withProperty("local.server.port", String.valueOf(server.port())),
                new RedisPlace(redis),
                other.bean(Users.class));
    }

    private static void lockPosts(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("lock table post in access exclusive mode");
        }
    }

    /** Sends all but the last byte of a post. */
    private void beginReply(Socket socket) throws IOException {
        socket.setSoTimeout(60_000);
        String body = "{\"content\":\"Water less.\"}";
        socket.getOutputStream()
                .write(("POST /api/threads/" + thread + "/posts HTTP/1.1\r\nHost: forum\r\nAuthorization: Bearer "
                                + readers.ben + "\r\nContent-Type: application/json\r\nContent-Length: "
                                + body.length() + "\r\n\r\n" + body.substring(0, body.length() - 1))
                        .getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    private static String endReply(Socket socket) throws IOException {
        socket.getOutputStream().write('}');
        socket.getOutputStream().flush();
        return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
    }

    private static boolean refuses(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(200);
            socket.getOutputStream().write("GET /actuator/health HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().read() < 0;
        } catch (IOException | UncheckedIOException e) {
            return true;
        }
    }

    private long viewsOf(String path) {
        String slug = path.substring(path.lastIndexOf('/') + 1);
        Long views = other.database().queryForObject("select view_count from thread where slug = ?", Long.class, slug);
        return views == null ? 0 : views;
    }
}
