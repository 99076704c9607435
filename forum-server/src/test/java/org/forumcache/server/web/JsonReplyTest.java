package org.forumcache.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.forumcache.CacheEntry;
import org.forumcache.CacheRead;
import org.forumcache.EmbeddedBackend;
import org.forumcache.EntryKey;
import org.forumcache.ForumCacheService;
import org.forumcache.Token;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

class JsonReplyTest {
    private static final EntryKey KEY = EntryKey.thread("root-rot");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String ETAG = "\"0123456789abcdefABCDEA\"";
    private static final String LONG = "{\"content\":\"" + "Root rot. ".repeat(300) + "\"}";

    private final EmbeddedBackend backend = EmbeddedBackend.withMaxSize(EmbeddedBackend.DEFAULT_MAX_SIZE);
    private final ForumCacheService cache = ForumCacheService.builder(backend).build();
    private final JsonReply reply = new JsonReply(JsonMapper.shared());
    private final MockHttpServletRequest request = new MockHttpServletRequest();
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Other bytes than the cache and the server would make of the same text: a file's name stands in front. */
    private static byte[] recognisablyCompressed(String text) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(utf8(text));
        }
        byte[] plain = compressed.toByteArray();
        // Flag bit 3 of RFC 1952 says that a name follows the header, up to a zero.
        byte[] named = new byte[plain.length + 2];
        System.arraycopy(plain, 0, named, 0, 10);
        named[3] |= 8;
        named[10] = 'x';
        System.arraycopy(plain, 10, named, 12, plain.length - 10);
        return named;
    }

    private static String inflated(byte[] gzip) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void sendHeld(CacheEntry entry) throws IOException {
        backend.put(KEY, entry, HOUR, HOUR);
        CacheRead read = cache.peek(KEY).orElseThrow();
        reply.send(read, "There is none.", request, response);
    }

    private static CacheEntry heldCompressed(byte[] gzip) {
        return CacheEntry.restoredGzip(Token.random(), gzip, utf8(LONG).length, ETAG, Duration.ZERO);
    }

    @Test
    void compressedBytesAreHandedOutAsTheyAreHeld() throws IOException {
        byte[] held = recognisablyCompressed(LONG);
        request.addHeader("Accept-Encoding", "gzip");

        sendHeld(heldCompressed(held));

        assertThat(response.getContentAsByteArray()).isEqualTo(held);
        assertThat(inflated(response.getContentAsByteArray())).isEqualTo(LONG);
        assertThat(response.getHeader("Content-Encoding")).isEqualTo("gzip");
        assertThat(response.getContentLength()).isEqualTo(held.length);
        assertThat(response.getHeader("ETag")).isEqualTo("\"0123456789abcdefABCDEA-gzip\"");
    }

    @Test
    void whoTakesNoGzipGetsThePlainTextOfWhatIsHeldCompressed() throws IOException {
        sendHeld(heldCompressed(recognisablyCompressed(LONG)));

        assertThat(response.getContentAsByteArray()).isEqualTo(utf8(LONG));
        assertThat(response.getHeader("Content-Encoding")).isNull();
        assertThat(response.getContentLength()).isEqualTo(utf8(LONG).length);
        assertThat(response.getHeader("ETag")).isEqualTo(ETAG);
        assertThat(response.getHeader("Vary")).isEqualTo("Accept-Encoding");
    }

    @Test
    void whatIsHeldPlainIsCompressedForWhoTakesGzip() throws IOException {
        request.addHeader("Accept-Encoding", "gzip");

        sendHeld(CacheEntry.restored(Token.random(), utf8(LONG), ETAG, Duration.ZERO));

        assertThat(response.getHeader("Content-Encoding")).isEqualTo("gzip");
        assertThat(response.getContentLength()).isLessThan(utf8(LONG).length / 10);
        assertThat(inflated(response.getContentAsByteArray())).isEqualTo(LONG);
    }

    @Test
    void whatIsNotCachedIsCompressedTheSame() throws IOException {
        Map<String, String> document = Map.of("content", "Root rot. ".repeat(300));
        request.addHeader("Accept-Encoding", "gzip");

        reply.send(document, request, response);

        assertThat(response.getHeader("X-Cache")).isEqualTo("BYPASS");
        assertThat(inflated(response.getContentAsByteArray())).isEqualTo(LONG);
    }

    @Test
    void documentsUpToOneKibibyteAreSentPlain() throws IOException {
        byte[] limit = utf8('"' + "a".repeat(1022) + '"');
        request.addHeader("Accept-Encoding", "gzip");

        sendHeld(CacheEntry.restored(Token.random(), limit, ETAG, Duration.ZERO));

        assertThat(response.getHeader("Content-Encoding")).isNull();
        assertThat(response.getContentAsByteArray()).isEqualTo(limit);
    }

    @Test
    void whoHoldsEitherFormIsToldSoWithoutABody() throws IOException {
        request.addHeader("Accept-Encoding", "gzip");
        request.addHeader("If-None-Match", "\"0123456789abcdefABCDEA-gzip\"");

        sendHeld(heldCompressed(recognisablyCompressed(LONG)));

        assertThat(response.getStatus()).isEqualTo(304);
        assertThat(response.getContentAsByteArray()).isEmpty();
        assertThat(Optional.ofNullable(response.getHeader("Content-Encoding"))).isEmpty();
    }
}
