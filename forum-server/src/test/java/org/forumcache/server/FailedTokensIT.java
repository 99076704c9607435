package org.forumcache.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Somebody tries tokens. */
class FailedTokensIT {
    private static final int ALLOWED = 3;

    private final StartedForum started = StartedForum.start(
            "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1",
            "--forum.demo.enabled=false",
            "--forum.tokens.max-failures=" + ALLOWED);
    private final Forum forum = started.clients();

    @AfterEach
    void stop() {
        started.close();
    }

    private Reply tryToken(int number) {
        return forum.post("guess-" + number, "/api/threads", Map.of());
    }

    @Test
    void whoTriesTooManyTokensWaitsAndReadsOnMeanwhile() {
        String page = "/api/threads/" + forum.thread(forum.category());
        for (int i = 0; i < ALLOWED; i++) {
            tryToken(i).isError(401);
        }

        Reply refused = tryToken(ALLOWED).isError(429);
        Reply rightToken = forum.post(forum.ann, "/api/threads", Map.of());

        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
        rightToken.isError(429);
        forum.get("/cache/live", "Authorization", "Bearer guess").isError(429);
        forum.get(page, "Authorization", "Bearer guess").ok();
        forum.get("/actuator/health").ok();
        forum.raw("POST", "/api/threads", "{}", "Content-Type", "application/json")
                .isError(401);
    }

    @Test
    void othersWriteOn() throws IOException {
        for (int i = 0; i <= ALLOWED; i++) {
            tryToken(i);
        }

        String answer = postFrom("127.0.0.2", forum.ann);

        assertThat(answer).startsWith("HTTP/1.1 400").contains("title");
    }

    @Test
    void whatCannotBeATokenIsNotCounted() {
        for (int i = 0; i < 2 * ALLOWED; i++) {
            forum.raw("POST", "/api/threads", "{}", "Authorization", "Basic YTpi", "Content-Type", "application/json")
                    .isError(401);
        }

        forum.post(forum.ann, "/api/threads", Map.of()).isError(400, "title");
    }

    private String postFrom(String address, String token) throws IOException {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(address, 0));
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), forum.port()), 5_000);
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("POST /api/threads HTTP/1.1\r\nHost: forum\r\nConnection: close\r\nAuthorization: Bearer "
                                    + token + "\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
