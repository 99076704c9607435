package org.forumcache.server.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON that every error answers with, whatever the request accepts.
 *
 * @param detail a sentence that names what is wrong and, where there is one, the remedy
 * @param parameter the parameter or field at fault, or {@code null}
 */
record ErrorBody(
        String detail,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String parameter) {

    ErrorBody(String detail) {
        this(detail, null);
    }

    /** Sends this as the whole answer; does nothing if another one is under way already. */
    void send(HttpServletResponse response, HttpStatusCode status) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        byte[] json = JsonMapper.shared().writeValueAsBytes(this);
        response.resetBuffer();
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(json.length);
        response.getOutputStream().write(json);
    }
}
