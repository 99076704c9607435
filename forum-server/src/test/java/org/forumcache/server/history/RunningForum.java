package org.forumcache.server.history;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.forumcache.server.ForumServer;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A forum server on a real PostgreSQL, started for one test, and a client that talks to it over HTTP. */
final class RunningForum implements AutoCloseable {
    private static final String TOKEN = "history-test-administrator-token";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Closeable afterwards;
    private final ConfigurableApplicationContext server;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final JsonMapper json = JsonMapper.shared();
    private final String address;

    /**
     * Starts a server on a PostgreSQL of its own.
     *
     * @param overrides configuration whose beans replace the server's own
     */
    RunningForum(Class<?>... overrides) throws IOException {
        this(EmbeddedPostgres.start(), List.of(), overrides);
    }

    private RunningForum(EmbeddedPostgres postgres, List<String> settings, Class<?>... overrides) {
        this(postgres.getJdbcUrl("postgres", "postgres"), postgres, settings, overrides);
    }

    private RunningForum(String database, Closeable afterwards, List<String> settings, Class<?>... overrides) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--spring.datasource.url=" + database,
                "--forum.demo.enabled=false",
                "--forum.bootstrap.admin-token=" + TOKEN));
        arguments.addAll(settings);
        this.afterwards = afterwards;
        server = new SpringApplicationBuilder(ForumServer.class)
                .sources(overrides)
                .run(arguments.toArray(String[]::new));
        address = "http://127.0.0.1:" + server.getEnvironment().getRequiredProperty("local.server.port");
    }

    /** Starts a server on a PostgreSQL that others use as well and that is not its to close. */
    static RunningForum on(EmbeddedPostgres postgres, List<String> settings, Class<?>... overrides) {
        return new RunningForum(postgres.getJdbcUrl("postgres", "postgres"), () -> {}, settings, overrides);
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
        afterwards.close();
    }
}
