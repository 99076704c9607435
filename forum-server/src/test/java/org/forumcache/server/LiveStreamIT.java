package org.forumcache.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/** How many dashboards may look at once, over HTTP. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:forum;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=1500",
            "forum.demo.enabled=false",
            // A server of its own: nobody else looks.
            "spring.application.name=live"
        })
@Import(ForumClients.class)
class LiveStreamIT {
    private static final int MAX_VIEWERS = 20;

    @Autowired
    Forum forum;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<InputStream> streams = new ArrayList<>();

    @AfterEach
    void leave() throws IOException {
        for (InputStream stream : streams) {
            stream.close();
        }
    }

    @Test
    void oneViewerTooManyIsTurnedAwayAndComesInWhenAnotherHasLeft() throws IOException {
        for (int i = 0; i < MAX_VIEWERS; i++) {
            assertThat(join()).isEqualTo(200);
        }

        assertThat(join()).isEqualTo(429);
        assertThat(forum.get("/api/categories").status()).isEqualTo(200);
        streams.remove(0).close();

        // The server notices with the next message, at most ten seconds later.
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> join() == 200);
    }

    /** The status; a stream that begins stays open. */
    private int join() throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + forum.port() + "/cache/live"))
                .header("Authorization", "Bearer " + forum.admin)
                .timeout(Duration.ofSeconds(20))
                .build();
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() == 200) {
                streams.add(response.body());
            } else {
                response.body().close();
            }
            return response.statusCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while joining", e);
        }
    }
}
