package org.forumcache.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

class LiveControllerTest {
    private final LiveFeed feed = new LiveFeed(JsonMapper.shared());
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void aStreamBeginsWithWhatThereIsAndEndsAfterItsTime() throws IOException {
        LiveController controller =
                new LiveController(feed, new WebEndpointProperties(), JsonMapper.shared(), Duration.ofNanos(1));

        controller.live(response);

        List<String> events = response.getContentAsString()
                .lines()
                .filter(line -> line.startsWith("event: "))
                .toList();
        assertThat(events).startsWith("event: about").doesNotContain("event: sample");
        assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(feed.isWatched()).isFalse();
    }

    @Test
    void aStreamEndsAtOnceWhenTheServerStops() throws IOException {
        WebEndpointProperties endpoints = new WebEndpointProperties();
        LiveController controller = new LiveController(feed, endpoints, JsonMapper.shared(), Duration.ofMinutes(5));
        Thread stop = new Thread(() -> {
            while (!feed.isWatched()) {
                Thread.onSpinWait();
            }
            feed.close();
        });
        stop.start();

        controller.live(response);

        assertThat(feed.join()).isEmpty();
    }
}
