package org.forumcache.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.forumcache.CacheBackend;
import org.forumcache.ForumCacheService;
import org.forumcache.server.user.Users;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** The whole server, started as its users start it and stopped by {@link #close}. */
final class StartedForum implements AutoCloseable {
    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();

    private StartedForum(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static StartedForum start(String databaseUrl, String... settings) {
        return start(new SpringApplicationBuilder(ForumServer.class), databaseUrl, settings);
    }

    /** The server with a cache that may hold something before it starts. */
    static StartedForum startWith(CacheBackend backend, String databaseUrl, String... settings) {
        SpringApplicationBuilder server = new SpringApplicationBuilder(ForumServer.class)
                .initializers(
                        (GenericApplicationContext context) -> context.registerBean(CacheBackend.class, () -> backend));
        return start(server, databaseUrl, settings);
    }

    /** The server with more beans than its own. */
    static StartedForum startWith(Class<?> beans, String databaseUrl, String... settings) {
        return start(new SpringApplicationBuilder(ForumServer.class).sources(beans), databaseUrl, settings);
    }

    /** The server at an address that is known before. */
    static StartedForum startAt(int port, String databaseUrl, String... settings) {
        return start(port, new SpringApplicationBuilder(ForumServer.class), databaseUrl, settings);
    }

    private static StartedForum start(SpringApplicationBuilder server, String databaseUrl, String... settings) {
        return start(0, server, databaseUrl, settings);
    }

    private static StartedForum start(
            int port, SpringApplicationBuilder server, String databaseUrl, String... settings) {
        List<String> arguments =
                new ArrayList<>(List.of("--server.port=" + port, "--spring.datasource.url=" + databaseUrl));
        arguments.addAll(List.of(settings));
        return new StartedForum(server.run(arguments.toArray(String[]::new)));
    }

    JdbcTemplate database() {
        return context.getBean(JdbcTemplate.class);
    }

    /** The clients of this forum. */
    Forum clients() {
        return new Forum(context.getEnvironment(), CachePlace.of(cache()), context.getBean(Users.class));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    List<String> beanNames() {
        return List.of(context.getBeanDefinitionNames());
    }

    ForumCacheService cache() {
        return context.getBean(ForumCacheService.class);
    }

    long count(String fromWhere) {
        Long count = database().queryForObject("select count(*) from " + fromWhere, Long.class);
        return count == null ? 0 : count;
    }

    int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    String url(String path) {
        return "http://localhost:" + port() + path;
    }

    Reply get(String path, String... headers) {
        return send("GET", path, headers);
    }

    Reply send(String method, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url(path)))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(20));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new Reply(http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(path + " was not answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + path, e);
        }
    }

    /** What an administrator may do and nobody else, tried with a token. */
    int statusFor(String token) {
        return get("/actuator/forumcache", "Authorization", "Bearer " + token).status();
    }

    @Override
    public void close() {
        context.close();
    }
}
