package org.forumcache.benchmarks.http;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * One request, sent again and again over kept connections, each of which waits for its answer.
 *
 * @param headers lines such as {@code Accept-Encoding: gzip}
 */
public record LoadJob(URI uri, String method, List<String> headers, int connections, Duration time) {
    public LoadJob {
        headers = List.copyOf(headers);
    }
}
