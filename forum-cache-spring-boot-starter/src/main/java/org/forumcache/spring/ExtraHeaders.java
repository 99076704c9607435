package org.forumcache.spring;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;

/** Headers that answers bear besides those of the cached document, in their order. */
record ExtraHeaders(List<Header> all) {
    static final ExtraHeaders NONE = new ExtraHeaders(List.of());

    ExtraHeaders {
        all = List.copyOf(all);
    }

    void addTo(HttpServletResponse response) {
        for (Header header : all) {
            response.addHeader(header.name(), header.value());
        }
    }

    /** One header with one value. */
    record Header(String name, String value) {}
}
