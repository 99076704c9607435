package org.forumcache.server.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.ServletWebRequest;

/**
 * The one HTML document of all pages. It contains nothing that depends on the address or on who asks: its script reads
 * the API.
 */
@Component
class PageDocument {
    private final byte[] html;
    private final String etag;

    PageDocument() throws IOException {
        try (InputStream file = new ClassPathResource("page.html", PageDocument.class).getInputStream()) {
            html = file.readAllBytes();
        }
        etag = ContentTag.of(html);
    }

    /** Sends the document, or only a 304 to a browser that has it. */
    void send(HttpStatus status, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        response.setStatus(status.value());
        if (status == HttpStatus.OK && new ServletWebRequest(request, response).checkNotModified(etag)) {
            return;
        }
        response.setContentType(MediaType.TEXT_HTML_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setContentLength(html.length);
        response.getOutputStream().write(html);
    }
}
