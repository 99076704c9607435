package org.forumcache.spring;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of a request say about the form of its answer.
 *
 * @param acceptEncoding what it accepts, in one line; {@code null} if it does not say
 * @param held the {@code If-None-Match} headers, which name what its sender has already
 */
record RequestedForm(@Nullable String acceptEncoding, List<String> held) {
    static final String ACCEPT_ENCODING = "Accept-Encoding";
    static final String IF_NONE_MATCH = "If-None-Match";

    /** What any request says. */
    static RequestedForm of(HttpServletRequest request) {
        return new RequestedForm(line(request, ACCEPT_ENCODING), held(request));
    }

    private static List<String> held(HttpServletRequest request) {
        return request.getHeader(IF_NONE_MATCH) == null
                ? List.of()
                : Collections.list(request.getHeaders(IF_NONE_MATCH));
    }

    /** A header that is a list, whose parts may stand in several lines (RFC 9110, section 5.3), in one. */
    static @Nullable String line(HttpServletRequest request, String name) {
        String first = request.getHeader(name);
        if (first == null) {
            return null;
        }
        Enumeration<String> lines = request.getHeaders(name);
        lines.nextElement();
        return lines.hasMoreElements() ? String.join(", ", Collections.list(request.getHeaders(name))) : first;
    }
}
