package org.forumcache.examples.boot;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.forumcache.CacheRead;
import org.forumcache.EntryKey;
import org.forumcache.ForumCacheService;
import org.forumcache.ThreadListQuery;
import org.forumcache.spring.CachedRoute;
import org.forumcache.spring.CachedRoutes;
import org.forumcache.spring.JsonAnswer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The samples of the page on the response filter. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.datasource.generate-unique-name=true")
class ResponseFilterSampleTest {
    @LocalServerPort
    int port;

    @Autowired
    Views views;

    @Test
    void theSecondReadIsAnsweredByTheFilterWhichTellsWhoCounts() throws IOException, InterruptedException {
        assertThat(read()).isEqualTo("MISS");
        assertThat(read()).isEqualTo("HIT");
        // Told after the answer was sent.
        Awaitility.await().untilAsserted(() -> assertThat(views.seen).containsExactly("watering"));
    }

    private String read() throws IOException, InterruptedException {
        URI address = URI.create("http://localhost:" + port + "/api/threads/watering");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding())
                .headers()
                .firstValue("X-Cache")
                .orElse("");
    }

    static class Views {
        final List<String> seen = new CopyOnWriteArrayList<>();

        void viewed(String slug) {
            seen.add(slug);
        }
    }

    static class Repository {
        Optional<Map<String, String>> find(String slug) {
            return Optional.of(Map.of("slug", slug));
        }
    }

    static class NotFound extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    static final class ThreadListKeys {
        private ThreadListKeys() {}

        static EntryKey of(Map<String, String[]> parameters) {
            String category = parameters.getOrDefault("category", new String[] {"all"})[0];
            return EntryKey.threadList(ThreadListQuery.of(category, 1, 20));
        }
    }

    @RestController
    static class Threads {
        private final ForumCacheService cache;
        private final Repository repository = new Repository();

        Threads(ForumCacheService cache) {
            this.cache = cache;
        }

        @GetMapping("/api/threads/{slug}")
        void thread(@PathVariable String slug, HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            CacheRead read = cache.read(EntryKey.thread(slug), () -> repository.find(slug));
            JsonAnswer.announce(read, response);
            JsonAnswer.send(read.document().orElseThrow(NotFound::new), request, response);
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Beans {
        @Bean
        Views views() {
            return new Views();
        }

        @Bean
        Threads threads(ForumCacheService cache) {
            return new Threads(cache);
        }

        @Bean
        CachedRoutes cachedRoutes(Views views) {
            return CachedRoutes.of(
                    CachedRoute.thread("/api/threads/{slug}").onHit(views::viewed),
                    CachedRoute.list("/api/threads", ThreadListKeys::of),
                    CachedRoute.category("/api/categories/{slug}"),
                    CachedRoute.of("/api/categories", EntryKey.category("all")));
        }
    }
}
