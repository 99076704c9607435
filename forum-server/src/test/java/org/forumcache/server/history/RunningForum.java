package org.forumcache.server.history;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.forumcache.server.ForumServer;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A forum server on a real PostgreSQL, both started for one test, and a client that talks to it over HTTP. */
final class RunningForum implements AutoCloseable {
    private static final String TOKEN = "history-test-administrator-token";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final EmbeddedPostgres postgres;
    private final ConfigurableApplicationContext server;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final JsonMapper json = JsonMapper.shared();
    private final String address;

    /**
     * Starts both.
     *
     * @param overrides configuration whose beans replace the server's own
     */
    RunningForum(Class<?>... overrides) throws IOException {
        postgres = EmbeddedPostgres.start();
        server = new SpringApplicationBuilder(ForumServer.class)
                .sources(overrides)
                .run(
                        "--server.port=0",
                        "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
                        "--forum.demo.enabled=false",
                        "--forum.bootstrap.admin-token=" + TOKEN);
        address = "http://127.0.0.1:" + server.getEnvironment().getRequiredProperty("local.server.port");
    }

    <T> T bean(Class<T> type) {
        return server.getBean(type);
    }

    HttpClient client() {
        return client;
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path)).timeout(TIMEOUT);
    }

    HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** Sends a write and returns its answer, which must be 201. */
    JsonNode post(String path, Map<String, ?> body) throws IOException, InterruptedException {
        HttpRequest request = request(path)
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body)))
                .build();
        HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        JsonNode answer = read(response);
        if (response.statusCode() != 201) {
            throw new IllegalStateException("POST " + path + ": " + response.statusCode() + " " + answer);
        }
        return answer;
    }

    JsonNode read(HttpResponse<byte[]> response) {
        return json.readTree(response.body());
    }

    @Override
    public void close() throws IOException {
        server.close();
        postgres.close();
    }
}
