package org.forumcache.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.forumcache.ForumCacheService;
import org.forumcache.ThreadListQuery;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Administration over HTTP, in a Spring MVC application. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.main.banner-mode=off",
            "management.endpoints.web.exposure.include=forumcache",
            "spring.datasource.url=jdbc:h2:mem:endpoint"
        })
class ForumCacheEndpointIT {
    private static final ThreadListQuery PLANTS = ThreadListQuery.of("plants", 1, 20);
    private static final ThreadListQuery TREES = ThreadListQuery.of("trees", 1, 20);

    private final HttpClient client = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Autowired
    private ForumCacheService cache;

    @BeforeEach
    void fill() {
        cache.setThread("ficus", "Ficus");
        cache.setThreadList(PLANTS, "plants");
        cache.setThreadList(TREES, "trees");
        cache.setCategory("plants", "Plants");
    }

    @Test
    void reportIsJsonWithItsFieldsInOrder() throws Exception {
        HttpResponse<String> response = send("GET", "");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).propertyNames())
                .containsExactly(
                        "backend",
                        "state",
                        "entries",
                        "bytes",
                        "thread",
                        "list",
                        "category",
                        "overall",
                        "fills",
                        "refused_fills",
                        "not_admitted",
                        "invalidations",
                        "pending_invalidations",
                        "oldest_pending_seconds",
                        "errors",
                        "unreadable",
                        "latency");
        assertThat(json(response).at("/backend").asString()).isEqualTo("embedded");
        assertThat(json(response).at("/thread").propertyNames())
                .containsExactly("hits", "misses", "hit_rate", "target");
        assertThat(json(response).at("/latency").propertyNames()).containsExactly("p50_ms", "p99_ms");
    }

    @ParameterizedTest
    @CsvSource({
        "/thread/ficus, plants-list trees-list category",
        "/list/plants, thread trees-list category",
        "/category/plants, thread plants-list trees-list",
        "/list, thread category",
        "'', ''"
    })
    void whatIsNamedIsDroppedAndNothingElse(String path, String left) throws Exception {
        HttpResponse<String> response = send("DELETE", path);

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.body()).isEmpty();
        assertThat(cached()).isEqualTo(left);
    }

    @ParameterizedTest
    @CsvSource({
        "/threads/ficus, kind",
        "/all, kind",
        "/thread, slug",
        "/category, slug",
        "/thread/a%20b, slug",
        "/thread/ficus*, slug",
        "/list/%C3%BC, slug",
        "/thread/a.json, slug"
    })
    void badKindOrSlugIsRefusedByNameAndDropsNothing(String path, String parameter) throws Exception {
        HttpResponse<String> response = send("DELETE", path);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).propertyNames()).containsExactly("detail", "parameter");
        assertThat(json(response).at("/parameter").asString()).isEqualTo(parameter);
        assertThat(json(response).at("/detail").asString()).isNotBlank();
        assertThat(cached()).isEqualTo("thread plants-list trees-list category");
    }

    @Test
    void slugOfMoreThan255CharactersIsRefused() throws Exception {
        HttpResponse<String> response = send("DELETE", "/thread/" + "x".repeat(256));

        assertThat(response.statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://localhost:" + port + "/actuator/forumcache" + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    /** The names of what {@link #fill} stored and is still there. */
    private String cached() {
        String names = name("thread", cache.getThread("ficus"))
                + name("plants-list", cache.getThreadList(PLANTS))
                + name("trees-list", cache.getThreadList(TREES))
                + name("category", cache.getCategory("plants"));
        return names.trim();
    }

    private static String name(String name, Optional<?> document) {
        return document.isPresent() ? name + " " : "";
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {
        @Bean
        SecurityFilterChain everybodyMayDoEverything(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .csrf(AbstractHttpConfigurer::disable)
                    .build();
        }
    }
}
