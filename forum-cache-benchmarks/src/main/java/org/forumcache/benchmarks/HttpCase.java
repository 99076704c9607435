package org.forumcache.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.forumcache.benchmarks.http.LoadTool;

/**
 * One kind of request.
 *
 * @param title for people
 * @param share which part of the time it gets
 */
record HttpCase(String title, String path, String method, Form form, double share) {
    private static final double SECONDARY = 0.5;

    /** What the client asks to get. */
    enum Form {
        GZIP,
        PLAIN,
        /** It has the document already. */
        UNCHANGED
    }

    /** The requests that are measured; the first is the one that targets are about. */
    static List<HttpCase> all(String thread, String list, String category) {
        return List.of(
                new HttpCase("thread page", thread, "GET", Form.GZIP, 1),
                new HttpCase("thread page, client without gzip", thread, "GET", Form.PLAIN, SECONDARY),
                new HttpCase("list of 20 threads", list, "GET", Form.GZIP, SECONDARY),
                new HttpCase("category", category, "GET", Form.GZIP, SECONDARY),
                new HttpCase("thread page unchanged, 304", thread, "GET", Form.UNCHANGED, SECONDARY),
                new HttpCase("thread page, HEAD", thread, "HEAD", Form.GZIP, SECONDARY));
    }

    /** Whether it means something for a server that sends no entity tags. */
    boolean needsTags() {
        return form == Form.UNCHANGED || method.equals("HEAD");
    }

    int expectedStatus() {
        return form == Form.UNCHANGED ? 304 : 200;
    }

    /** wrk waits for the body that HEAD does not have. */
    LoadTool toolInsteadOf(LoadTool usual) {
        return method.equals("HEAD") ? LoadTool.JAVA : usual;
    }

    /** The header lines of a client that has a document of that entity tag. */
    List<String> headers(String etag) {
        List<String> headers = new ArrayList<>();
        if (form != Form.PLAIN) {
            headers.add("Accept-Encoding: gzip");
        }
        if (form == Form.UNCHANGED) {
            headers.add("If-None-Match: " + etag);
        }
        return headers;
    }
}
