package org.forumcache.examples.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.forumcache.CacheStats;
import org.forumcache.EntryKind;
import org.forumcache.ForumCacheService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.web.client.RestClient;

@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.datasource.generate-unique-name=true")
class TinyForumTest {
    @LocalServerPort
    int port;

    @Autowired
    ForumCacheService cache;

    @Test
    void aReplyIsInTheNextRead() {
        reply("How often?");
        String first = read();
        String second = read();
        reply("Less than you think.");

        assertThat(read()).isEqualTo("[\"How often?\",\"Less than you think.\"]");
        assertThat(first).isEqualTo(second).isEqualTo("[\"How often?\"]");
        CacheStats stats = cache.stats();
        assertThat(stats.of(EntryKind.THREAD).hits()).isEqualTo(1);
    }

    @Test
    void aThreadWithoutPostsIsNotThere() {
        HttpStatus status = RestClient.create("http://localhost:" + port)
                .get()
                .uri("/threads/nothing")
                .exchange((request, response) -> (HttpStatus) response.getStatusCode());

        assertThat(status).isEqualTo(HttpStatus.NOT_FOUND);
    }

    private String read() {
        return String.valueOf(RestClient.create("http://localhost:" + port)
                .get()
                .uri("/threads/watering")
                .retrieve()
                .body(String.class));
    }

    private void reply(String text) {
        RestClient.create("http://localhost:" + port)
                .post()
                .uri("/threads/watering")
                .body(text)
                .retrieve()
                .toBodilessEntity();
    }
}
