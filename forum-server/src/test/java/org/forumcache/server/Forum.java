package org.forumcache.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.forumcache.server.user.Role;
import org.forumcache.server.user.Users;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

/** The running forum as its clients see it, with an administrator and two members. */
final class Forum {
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Environment environment;
    private final CachePlace place;
    private final Users users;
    private volatile @Nullable ApiContract contract;
    final String admin;
    final String ann;
    final String ben;

    Forum(Environment environment, CachePlace place, Users users) {
        this.environment = environment;
        this.place = place;
        this.users = users;
        admin = account("root-" + unique(), Role.ADMIN);
        ann = account("ann-" + unique(), Role.MEMBER);
        ben = account("ben-" + unique(), Role.MEMBER);
    }

    /** A new account's token. */
    String account(String name, Role role) {
        String token = "token-" + UUID.randomUUID();
        users.grant(users.add(name, "https://images.example/" + name + ".png", role), token);
        return token;
    }

    static String unique() {
        return UUID.randomUUID().toString().substring(0, 8);
    }

    int port() {
        return environment.getRequiredProperty("local.server.port", Integer.class);
    }

    void emptyCache() {
        place.empty();
    }

    /** How many documents and leases the cache holds. */
    long cachedEntries() {
        return place.entries();
    }

    Reply get(String path, String... headers) {
        return send(HttpRequest.newBuilder().GET(), path, headers);
    }

    Reply head(String path, String... headers) {
        return send(HttpRequest.newBuilder().method("HEAD", HttpRequest.BodyPublishers.noBody()), path, headers);
    }

    Reply post(String token, String path, Object body) {
        return json("POST", token, path, body);
    }

    Reply patch(String token, String path, Object body) {
        return json("PATCH", token, path, body);
    }

    Reply put(String token, String path) {
        return raw("PUT", path, "", "Authorization", "Bearer " + token);
    }

    Reply delete(String token, String path) {
        return raw("DELETE", path, "", "Authorization", "Bearer " + token);
    }

    Reply json(String method, String token, String path, Object body) {
        String text = body instanceof String given ? given : JsonMapper.shared().writeValueAsString(body);
        return raw(method, path, text, "Authorization", "Bearer " + token, "Content-Type", "application/json");
    }

    Reply raw(String method, String path, String body, String... headers) {
        HttpRequest.BodyPublisher publisher = body.isEmpty()
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8);
        return send(HttpRequest.newBuilder().method(method, publisher), path, headers);
    }

    Reply send(HttpRequest.Builder request, String path, String... headers) {
        if (headers.length > 0) {
            request.headers(headers);
        }
        request.uri(URI.create("http://127.0.0.1:" + port() + path)).timeout(Duration.ofSeconds(20));
        HttpRequest asked = request.build();
        Reply reply = exchange(asked);
        contract().check(asked.method(), path, reply);
        return reply;
    }

    private ApiContract contract() {
        ApiContract known = contract;
        if (known == null) {
            URI address = URI.create("http://127.0.0.1:" + port() + "/v3/api-docs");
            known = new ApiContract(
                    exchange(HttpRequest.newBuilder(address).build()).ok().text());
            contract = known;
        }
        return known;
    }

    private Reply exchange(HttpRequest request) {
        try {
            return new Reply(http.send(request, HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(request.uri().getPath() + " was not answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "interrupted while waiting for " + request.uri().getPath(), e);
        }
    }

    /** A new category's slug. */
    String category() {
        return category("Category " + unique());
    }

    String category(String name) {
        return post(admin, "/api/categories", Map.of("name", name)).created().text("slug");
    }

    /** A new thread's slug. */
    String thread(String category) {
        return thread(category, "Yellow leaves " + unique());
    }

    String thread(String category, String title, String... tags) {
        return threadSaying("They were green last week.", category, title, tags);
    }

    String threadSaying(String content, String category, String title, String... tags) {
        Map<String, Object> body =
                Map.of("title", title, "category", category, "content", content, "tags", List.of(tags));
        return post(ann, "/api/threads", body).created().text("slug");
    }

    /** A new post's id. */
    String reply(String thread) {
        return post(ben, "/api/threads/" + thread + "/posts", Map.of("content", "Water less. " + unique()))
                .created()
                .text("id");
    }

    /** The id of a thread's opening post. */
    String openingPost(String thread) {
        Reply page = get("/api/threads/" + thread).ok();
        return String.valueOf(page.items("posts").get(0).get("id"));
    }
}
