package org.forumcache.benchmarks.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Single requests, to prepare a measurement and to see that it measures what it says. For all threads. */
public final class Fetch {
    private final HttpClient client = HttpClient.newHttpClient();

    /**
     * The answer to a request.
     *
     * @param headers lines such as {@code Accept-Encoding: gzip}
     */
    public HttpResponse<byte[]> send(URI uri, String method, List<String> headers) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody());
        for (String header : headers) {
            int colon = header.indexOf(':');
            request.header(
                    header.substring(0, colon), header.substring(colon + 1).strip());
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(uri + " cannot be asked", e);
        }
    }

    /** The document at an address. */
    public JsonNode json(URI uri) throws InterruptedException {
        HttpResponse<byte[]> response = send(uri, "GET", List.of());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(uri + " answers with status " + response.statusCode());
        }
        return JsonMapper.shared().readTree(response.body());
    }

    /** The document at an address without the counts of views, which lag behind. */
    public JsonNode jsonWithoutViews(URI uri) throws InterruptedException {
        JsonNode document = json(uri);
        document.findParents("view_count").forEach(parent -> ((ObjectNode) parent).remove("view_count"));
        return document;
    }
}
