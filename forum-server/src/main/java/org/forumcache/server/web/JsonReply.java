package org.forumcache.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.forumcache.CacheEntry;
import org.forumcache.CacheOutcome;
import org.forumcache.CacheRead;
import org.forumcache.CachedJson;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends the answers of reads: the cache's bytes as they are, or only a 304 when the reader holds them already.
 *
 * <p>A browser may keep an answer but has to ask before it shows it again, so it never shows what a write replaced.
 */
@Component
public final class JsonReply {
    private static final String X_CACHE = "X-Cache";
    private static final String GZIP = "gzip";

    private final JsonMapper mapper;

    JsonReply(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /** Sends what the cache answered, or refuses with 404 and the given detail. */
    public void send(CacheRead read, String detailIfAbsent, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader(X_CACHE, read.outcome().name());
        response.setHeader(HttpHeaders.AGE, String.valueOf(read.age().toSeconds()));
        CachedJson json = read.json();
        if (json == null) {
            throw Refusal.notFound(detailIfAbsent);
        }
        send(Representation.of(json), request, response);
    }

    /** Sends a document that is not cached. */
    public void send(Object document, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader(X_CACHE, CacheOutcome.BYPASS.name());
        send(Representation.of(mapper.writeValueAsBytes(document)), request, response);
    }

    private static void send(Representation json, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean gzip = json.size() > CacheEntry.COMPRESS_ABOVE
                && RequestHeaders.wantGzip(request.getHeader(HttpHeaders.ACCEPT_ENCODING));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        response.setHeader(HttpHeaders.ETAG, gzip ? json.gzipEtag() : json.etag());
        if (RequestHeaders.match(request.getHeaders(HttpHeaders.IF_NONE_MATCH), json)) {
            response.setStatus(HttpStatus.NOT_MODIFIED.value());
            return;
        }
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        if (gzip) {
            byte[] compressed = json.gzip().get();
            response.setHeader(HttpHeaders.CONTENT_ENCODING, GZIP);
            response.setContentLength(compressed.length);
            response.getOutputStream().write(compressed);
        } else {
            response.setContentLength(json.size());
            json.bytes().writeTo(response.getOutputStream());
        }
    }
}
