package org.forumcache.benchmarks;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.forumcache.benchmarks.http.Fetch;
import org.forumcache.benchmarks.http.ServerProcess;
import tools.jackson.databind.JsonNode;

/** The servers of a measurement, all of them running. Closing it ends them. */
final class HttpStage implements AutoCloseable {
    private static final int LOOKED_AT = 60;
    private static final int THREAD_BYTES = 4096;

    private final Fetch fetch = new Fetch();
    private final Map<HttpVariant, ServerProcess> servers = new LinkedHashMap<>();
    private final List<String> prefix;

    /**
     * Nothing runs at first.
     *
     * @param prefix what the command lines of servers begin with
     */
    HttpStage(List<String> prefix) {
        this.prefix = List.copyOf(prefix);
    }

    /** Starts one more. */
    ServerProcess start(HttpVariant variant) throws InterruptedException {
        ServerProcess server = ServerProcess.start(variant.launch(), prefix);
        servers.put(variant, server);
        return server;
    }

    List<HttpVariant> variants() {
        return List.copyOf(servers.keySet());
    }

    ServerProcess server(HttpVariant variant) {
        return Objects.requireNonNull(servers.get(variant), variant.name());
    }

    URI uri(HttpVariant variant, String path) {
        return server(variant).uri().resolve(path);
    }

    /** The path of the thread whose document comes closest to the size that is measured. */
    String threadPath(HttpVariant forum) throws InterruptedException {
        String best = "";
        int distance = Integer.MAX_VALUE;
        for (JsonNode thread :
                fetch.json(uri(forum, "/api/threads?limit=" + LOOKED_AT)).get("results")) {
            String path = "/api/threads/" + thread.get("slug").asString();
            int size = fetch.send(uri(forum, path), "GET", List.of()).body().length;
            if (Math.abs(size - THREAD_BYTES) < distance) {
                best = path;
                distance = Math.abs(size - THREAD_BYTES);
            }
        }
        return best;
    }

    /** The path of the category that has the most threads. */
    String categorySlug(HttpVariant forum) throws InterruptedException {
        String best = "";
        long most = -1;
        for (JsonNode category : fetch.json(uri(forum, "/api/categories"))) {
            if (category.get("thread_count").asLong() > most) {
                most = category.get("thread_count").asLong();
                best = category.get("slug").asString();
            }
        }
        return best;
    }

    /** Sees that all servers answer with the same documents, but for the counts of views. */
    void requireSameDocuments(List<HttpCase> cases) throws InterruptedException {
        for (HttpCase question : cases) {
            List<JsonNode> documents = new ArrayList<>();
            for (HttpVariant variant : variants()) {
                documents.add(fetch.jsonWithoutViews(uri(variant, question.path())));
                if (!documents.get(0).equals(documents.get(documents.size() - 1))) {
                    throw new IllegalStateException(variant.title() + " has another document at " + question.path());
                }
            }
        }
    }

    /** The entity tag that a client would have of a question's document. */
    String etag(HttpVariant variant, HttpCase question) throws InterruptedException {
        return fetch.send(uri(variant, question.path()), "GET", List.of("Accept-Encoding: gzip"))
                .headers()
                .firstValue("etag")
                .orElse("");
    }

    /** Asks once, sees that the answer is the expected one, and returns the bytes of its body. */
    int check(HttpVariant variant, HttpCase question, List<String> headers) throws InterruptedException {
        HttpResponse<byte[]> answer = fetch.send(uri(variant, question.path()), question.method(), headers);
        String cache = answer.headers().firstValue("x-cache").orElse("HIT");
        if (answer.statusCode() != question.expectedStatus() || !cache.equals("HIT")) {
            throw new IllegalStateException(variant.title() + " answers " + question.title() + " with status "
                    + answer.statusCode() + " and X-Cache " + cache);
        }
        return answer.body().length;
    }

    @Override
    public void close() {
        servers.values().forEach(ServerProcess::close);
    }
}
