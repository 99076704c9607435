package org.forumcache.spring;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Supplier;
import org.forumcache.CacheOutcome;
import org.forumcache.CacheRead;
import org.forumcache.CachedJson;

/**
 * The form of the answers to cached reads, for controllers and for the response filter, so that nobody can tell who
 * answered: the cache's bytes as they are, or only a 304 when the reader holds them already.
 *
 * <p>A browser may keep an answer but has to ask before it shows it again, so it never shows what a write replaced.
 */
public final class JsonAnswer {
    private JsonAnswer() {}

    /** Says where the answer came from, and how old it is; also for a read of what does not exist. */
    public static void announce(CacheRead read, HttpServletResponse response) {
        response.setHeader("X-Cache", read.outcome().name());
        response.setHeader("Age", String.valueOf(read.age().toSeconds()));
    }

    /** Sends a document that the cache answered, after {@link #announce}. */
    public static void send(CachedJson json, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        send(Representation.of(json), RequestedForm.of(request), request, response);
    }

    /** Sends a hit without compressing anything: compressed only if it is held so. */
    static void sendAsHeld(
            CachedJson json, RequestedForm form, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        send(Representation.asHeld(json), form, request, response);
    }

    /** Sends a document in UTF-8 that was made for this request, past the cache. */
    public static void sendUncached(byte[] json, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader("X-Cache", CacheOutcome.BYPASS.name());
        send(Representation.of(json), RequestedForm.of(request), request, response);
    }

    private static void send(
            Representation json, RequestedForm form, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Supplier<Representation.Form> gzip = RequestHeaders.wantGzip(form.acceptEncoding()) ? json.gzip() : null;
        String etag = gzip == null ? json.etag() : json.gzipEtag();
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("Vary", "Accept-Encoding");
        String held = RequestHeaders.heldTag(form.held(), etag, json);
        if (held != null) {
            // Of the form that the reader holds: another's would be given to bytes that it does not name.
            response.setHeader("ETag", held);
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setHeader("ETag", etag);
        response.setContentType("application/json");
        if (gzip != null) {
            response.setHeader("Content-Encoding", "gzip");
        }
        Representation.Form sent = gzip == null ? json.plain() : gzip.get();
        response.setContentLength(sent.length());
        // The answer to HEAD has no body, and what is held compressed need not be inflated for it.
        if (!request.getMethod().equals("HEAD")) {
            sent.bytes().writeTo(response.getOutputStream());
        }
    }
}
