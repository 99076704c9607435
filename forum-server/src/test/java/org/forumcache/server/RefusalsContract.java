package org.forumcache.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Every error is the contract's JSON, whoever finds it. */
abstract class RefusalsContract {
    private static final String NO_ID = "00000000-0000-0000-0000-000000000000";

    @Autowired
    Forum forum;

    @ParameterizedTest
    @CsvSource({
        "POST, /api/threads",
        "PATCH, /api/threads/x",
        "DELETE, /api/threads/x",
        "POST, /api/threads/x/posts",
        "PATCH, /api/posts/" + NO_ID,
        "DELETE, /api/posts/" + NO_ID,
        "PUT, /api/posts/" + NO_ID + "/reactions/like",
        "DELETE, /api/posts/" + NO_ID + "/reactions/like",
        "POST, /api/categories",
        "PATCH, /api/categories/x",
        "GET, /account",
        "GET, /cache/live",
        "GET, /cache/entries/thread/x",
        "GET, /cache/entries/category/x",
        "GET, /cache/entries/list",
        "GET, /cache/entries/key",
        "GET, /cache/anything",
        "GET, /actuator/forumcache",
        "DELETE, /actuator/forumcache",
        "DELETE, /actuator/forumcache/thread/x",
        "GET, /actuator/prometheus",
        "GET, /actuator"
    })
    void whatIsNotPublicAsksForAToken(String method, String path) {
        Reply none = forum.raw(method, path, "", "Content-Type", "application/json");
        Reply unknown = forum.raw(method, path, "", "Authorization", "Bearer nobody-has-this");

        assertThat(none.isError(401).header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(unknown.isError(401).header("WWW-Authenticate")).startsWith("Bearer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Basic YTpi", "Bearer a b", "Bearer ä", "bearer\t", "Token x"})
    void aMalformedTokenIsNone(String authorization) {
        Reply reply = forum.raw(
                "POST", "/api/threads", "{}", "Authorization", authorization, "Content-Type", "application/json");

        reply.isError(401);
    }

    @Test
    void aTokenThatIsTooLongIsNone() {
        forum.post("t".repeat(4_000), "/api/threads", Map.of()).isError(401);
    }

    @Test
    void theSchemeIsReadInAnyCase() {
        Reply reply = forum.raw(
                "POST",
                "/api/threads",
                "{}",
                "Authorization",
                "bEARER " + forum.ann,
                "Content-Type",
                "application/json");

        reply.isError(400, "title");
    }

    @Test
    void aPublicReadDoesNotAskWhoseTokenItCarries() {
        forum.get("/api/threads", "Authorization", "Bearer nobody-has-this").ok();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /actuator/forumcache",
        "DELETE, /actuator/forumcache",
        "DELETE, /actuator/forumcache/list",
        "DELETE, /actuator/forumcache/list/x",
        "DELETE, /actuator/forumcache/thread/x",
        "DELETE, /actuator/forumcache/category/x",
        "GET, /actuator/prometheus"
    })
    void theCacheIsForAdministratorsOnly(String method, String path) {
        forum.raw(method, path, "", "Authorization", "Bearer " + forum.ann).isError(403);
        assertThat(forum.raw(method, path, "", "Authorization", "Bearer " + forum.admin)
                        .status())
                .isIn(200, 204);
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /actuator/forumcache/thread/a%20b, 400",
        "DELETE, /actuator/forumcache/thread/a.b, 400",
        "DELETE, /actuator/forumcache/nonsense/x, 400",
        "DELETE, /actuator/forumcache/nonsense, 400",
        "GET, /actuator/forumcache/thread/x, 404",
        "POST, /actuator/forumcache, 405",
        "DELETE, /actuator/forumcache/thread/x/y, 404"
    })
    void whatTheCacheCannotDoIsRefusedInTheSameWay(String method, String path, int status) {
        Reply reply = forum.raw(method, path, "", "Authorization", "Bearer " + forum.admin);

        assertThat(reply.status()).as(reply::text).isIn(status, 404, 405);
        assertThat(reply.header("Content-Type")).startsWith("application/").contains("json");
        assertThat(reply.text("detail")).isNotBlank();
    }

    @Test
    void healthIsPublicAndTellsItsStatusOnly() {
        for (String probe : List.of("liveness", "readiness")) {
            assertThat(forum.get("/actuator/health/" + probe).ok().text()).isEqualTo("{\"status\":\"UP\"}");
        }
        forum.get("/actuator/health/db").is(404);
        assertThat(forum.get("/actuator/health").ok().text()).isEqualTo(Reply.UP);
        forum.get("/actuator/env", "Authorization", "Bearer " + forum.admin).isError(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nope",
                "/c/",
                "/t/x/y",
                "/assets/",
                "/assets/nope.js",
                "/assets/uplot/nope.js",
                "/page.html",
                "/api",
                "/api/",
                "/api/nope",
                "/api/threads/",
                "/api/threads/x/y",
                "/api/posts",
                "/error",
                "/index.html",
                "/favicon.ico"
            })
    void anUnknownPathIsNotFound(String path) {
        forum.get(path).isError(404);
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /api/threads",
        "DELETE, /api/threads",
        "PUT, /api/threads/x",
        "POST, /api/threads/x",
        "DELETE, /api/threads/x/posts",
        "POST, /api/categories/x",
        "DELETE, /api/categories/x",
        "PUT, /api/posts/" + NO_ID,
        "GET, /api/posts/" + NO_ID,
        "POST, /api/posts/" + NO_ID + "/reactions/like",
        "GET, /api/posts/" + NO_ID + "/reactions/like"
    })
    void aMethodThatAnAddressDoesNotHaveIsRefusedWithThoseItHas(String method, String path) {
        Reply reply = forum.raw(
                method, path, "", "Authorization", "Bearer " + forum.admin, "Content-Type", "application/json");

        reply.isError(405);
        assertThat(reply.header("Allow")).isNotEmpty().doesNotContain(method);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "FOO", "PROPFIND"})
    void aMethodThatNobodyHasIsRefused(String method) {
        assertThat(forum.raw(method, "/api/threads", "").status()).isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml", "nonsense"})
    void aReaderWhoDoesNotTakeJsonIsRefusedInJson(String accept) {
        forum.get("/api/threads", "Accept", accept).isError(406);
        forum.get("/api/categories", "Accept", accept).isError(406);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/x-www-form-urlencoded",
                "multipart/form-data",
                "nonsense"
            })
    void aBodyOfAnotherTypeIsRefused(String type) {
        forum.raw("POST", "/api/threads", "title=x", "Authorization", "Bearer " + forum.ann, "Content-Type", type)
                .isError(415);
        forum.raw("PATCH", "/api/threads/x", "a", "Authorization", "Bearer " + forum.ann, "Content-Type", type)
                .isError(415);
    }

    @Test
    void aBodyWithoutATypeIsRefused() {
        forum.raw("POST", "/api/threads", "{}", "Authorization", "Bearer " + forum.ann)
                .isError(415);
    }

    @Test
    void aBodyOver1MiBIsRefused() {
        String body = "{\"content\":\"" + "c".repeat(1 << 20) + "\"}";

        forum.post(forum.ann, "/api/threads", body).isError(413);
    }

    @Test
    void aBodyOver1MiBOfUnannouncedLengthIsRefused() {
        byte[] body = ("{\"content\":\"" + "c".repeat(1 << 20) + "\"}").getBytes(StandardCharsets.UTF_8);
        HttpRequest.Builder chunked = HttpRequest.newBuilder()
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body)));

        Reply reply = forum.send(
                chunked, "/api/threads", "Authorization", "Bearer " + forum.ann, "Content-Type", "application/json");

        reply.isError(413);
    }

    @Test
    void aBodyIsNotReadToItsEndToBeRefused() throws IOException {
        AtomicLong sent = new AtomicLong();
        String answer;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), forum.port())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(("POST /api/threads HTTP/1.1\r\nHost: forum\r\nAuthorization: Bearer " + forum.ann
                            + "\r\nContent-Type: application/json\r\nContent-Length: 1000000000\r\n\r\n{")
                    .getBytes(StandardCharsets.US_ASCII));
            sent.incrementAndGet();
            answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        }

        assertThat(answer).isEqualTo("HTTP/1.1 413");
        assertThat(sent).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/threads/%zz HTTP/1.1\r\nHost: x",
                "GET /api/threads/a%2Fb HTTP/1.1\r\nHost: x",
                "GET /api/threads/a;b=c HTTP/1.1\r\nHost: x",
                "GET //api/threads HTTP/1.1\r\nHost: x",
                "GET /api/../api/threads HTTP/1.1\r\nHost: x",
                "GET /api/%2e%2e/api/threads HTTP/1.1\r\nHost: x",
                "GET /api/threads?search=%zz HTTP/1.1\r\nHost: x",
                "GET /api/threads?x=<a> HTTP/1.1\r\nHost: x",
                "GET /api/threads/a\\b HTTP/1.1\r\nHost: x",
                "GET /api/threads HTTP/1.1",
                "GET /api/threads HTTP/1.1\r\nHost: a b",
                "GET /api/threads HTTP/1.1\r\nHost: x\r\nHost: y",
                "GET /api/threads HTTP/1.1\r\nHost: x\r\nbad header",
                "GET /api/threads HTTP/1.1\r\nHost: x\r\nContent-Length: nonsense",
                "GET /api/threads HTTP/1.1\r\nHost: x\r\nIf-None-Match: \u0081",
                "OPTIONS /api/threads HTTP/1.1\r\nHost: x\r\nOrigin: \u0081",
                "DELETE /api/threads/x HTTP/1.1\r\nHost: x\r\nAuthorization: \u0081",
                "NONSENSE NONSENSE NONSENSE"
            })
    void whatIsNoProperRequestIsAnsweredWithoutATrace(String head) throws IOException {
        String answer = exchange(head + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400");
        assertThat(answer).doesNotContain("<html", "Exception", "Tomcat", "at org.");
        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        if (!body.isEmpty()) {
            assertThat(body).startsWith("{\"detail\":");
        }
    }

    @Test
    void headersThatAreTooLargeAreRefused() throws IOException {
        String answer = exchange("GET /api/threads HTTP/1.1\r\nHost: x\r\nX-Large: " + "x".repeat(20_000) + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("<html", "Exception");
    }

    private String exchange(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), forum.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            return new String(in.readNBytes(100_000), StandardCharsets.UTF_8);
        }
    }

    @Test
    void answersCarryTheHeadersThatKeepBrowsersSafe() {
        Reply reply = forum.get("/api/threads").ok();

        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(reply.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(reply.header("Content-Security-Policy")).contains("default-src 'self'", "frame-ancestors 'none'");
        assertThat(reply.header("Referrer-Policy")).isNotEmpty();
        assertThat(reply.headers().map()).doesNotContainKeys("Set-Cookie", "Server", "X-Powered-By");
    }
}
