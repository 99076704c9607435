package org.forumcache.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The form of cached answers: tags, revalidation, compression, HEAD. */
abstract class RevalidationContract {
    @Autowired
    Forum forum;

    private String small = "";
    private String large = "";

    @BeforeEach
    void write() {
        String category = forum.category();
        small = "/api/categories/" + category;
        large = "/api/threads/" + forum.threadSaying("leaf ".repeat(400), category, "Long");
    }

    static Stream<String> kinds() {
        return Stream.of("/api/threads", "/api/categories");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyCachedReadAsksToBeRevalidated(String path) {
        Reply reply = forum.get(path).ok();

        assertThat(reply.cache()).isIn("MISS", "HIT");
        assertThat(reply.header("ETag")).matches("\"[^\"]+\"");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(reply.headers().allValues("Vary")).containsExactly("Accept-Encoding");
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        assertThat(reply.header("Content-Length")).isEqualTo(String.valueOf(reply.body().length));
    }

    @Test
    void theTagIsThatOfTheBytes() {
        String first = forum.get(small).ok().header("ETag");
        String again = forum.get(small).ok().header("ETag");
        forum.patch(forum.admin, small, java.util.Map.of("name", "Renamed")).ok();

        assertThat(again).isEqualTo(first);
        assertThat(forum.get(small).ok().header("ETag")).isNotEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "W/%s", "\"other\", %s", "\"other\",W/%s , \"more\"", "*"})
    void aReaderWhoHasItGetsNoBody(String ifNoneMatch) {
        String etag = forum.get(small).ok().header("ETag");

        Reply reply = forum.get(small, "If-None-Match", ifNoneMatch.formatted(etag));

        assertThat(reply.status()).isEqualTo(304);
        assertThat(reply.body()).isEmpty();
        assertThat(reply.header("ETag")).isEqualTo(etag);
        assertThat(reply.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(reply.header("Vary")).isEqualTo("Accept-Encoding");
        assertThat(reply.cache()).isEqualTo("HIT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"other\"", "other", "", "W/\"x\", \"y\"", "\""})
    void aReaderWhoHasSomethingElseGetsTheBody(String ifNoneMatch) {
        assertThat(forum.get(small, "If-None-Match", ifNoneMatch).ok().body()).isNotEmpty();
    }

    @Test
    void severalHeadersCountAsOneList() {
        String etag = forum.get(small).ok().header("ETag");

        assertThat(forum.get(small, "If-None-Match", "\"other\"", "If-None-Match", etag)
                        .status())
                .isEqualTo(304);
    }

    @Test
    void aChangedDocumentIsSentAgain() {
        String etag = forum.get(small).ok().header("ETag");
        forum.patch(forum.admin, small, java.util.Map.of("name", "Renamed")).ok();

        Reply reply = forum.get(small, "If-None-Match", etag).ok();

        assertThat(reply.text()).contains("Renamed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "x-gzip", "br;q=1, gzip;q=0.5", "*", "GZIP", "identity;q=0.5, gzip; q=0.6"})
    void largeBodiesAreCompressedForWhoAsks(String acceptEncoding) throws IOException {
        Reply plain = forum.get(large).ok();

        Reply reply = forum.get(large, "Accept-Encoding", acceptEncoding).ok();

        assertThat(reply.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(reply.body().length).isLessThan(plain.body().length);
        assertThat(reply.header("Content-Length")).isEqualTo(String.valueOf(reply.body().length));
        assertThat(reply.header("ETag")).isNotEqualTo(plain.header("ETag"));
        assertThat(unzipped(reply)).isEqualTo(plain.text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "identity",
                "br",
                "gzip;q=0",
                "gzip;q=0.0, *;q=1",
                "*;q=0",
                "gzip;q=nonsense",
                "gzip;q=0.4,identity"
            })
    void largeBodiesAreNotCompressedForWhoDoesNot(String acceptEncoding) {
        assertThat(forum.get(large, "Accept-Encoding", acceptEncoding).ok().header("Content-Encoding"))
                .isEmpty();
    }

    @Test
    void smallBodiesAreNotCompressed() {
        assertThat(forum.get(small, "Accept-Encoding", "gzip").ok().header("Content-Encoding"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"gzip, gzip", "gzip, ''", "'', gzip"})
    void eitherFormsTagRevalidatesBoth(String had, String wants) {
        String etag = forum.get(large, "Accept-Encoding", had).ok().header("ETag");

        Reply reply = forum.get(large, "Accept-Encoding", wants, "If-None-Match", etag);

        assertThat(reply.status()).isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gzip"})
    void headHasTheHeadersOfGetAndNoBody(String acceptEncoding) {
        Reply get = forum.get(large, "Accept-Encoding", acceptEncoding).ok();

        Reply head = forum.head(large, "Accept-Encoding", acceptEncoding).ok();

        assertThat(head.body()).isEmpty();
        assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
        assertThat(head.header("ETag")).isEqualTo(get.header("ETag"));
        assertThat(head.header("Content-Encoding")).isEqualTo(get.header("Content-Encoding"));
        assertThat(head.cache()).isEqualTo("HIT");
        assertThat(forum.head(large, "If-None-Match", get.header("ETag")).status())
                .isEqualTo(304);
        assertThat(forum.head("/api/threads/never-" + Forum.unique()).status()).isEqualTo(404);
    }

    private static String unzipped(Reply reply) throws IOException {
        try (GZIPInputStream body = new GZIPInputStream(new ByteArrayInputStream(reply.body()))) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
