package org.forumcache.server.dashboard;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The live feed as server-sent events.
 *
 * <p>A stream occupies its request's thread: whoever reads slowly slows nobody else down. It ends after five minutes, so
 * that a token which is revoked meanwhile shows no more than that; dashboards then come again.
 */
@RestController
class LiveController {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String STILL_HERE = ":\n\n";

    private final LiveFeed feed;
    private final String about;
    private final Duration longest;

    @Autowired
    LiveController(LiveFeed feed, WebEndpointProperties endpoints, JsonMapper mapper) {
        this(feed, endpoints, mapper, LONGEST);
    }

    LiveController(LiveFeed feed, WebEndpointProperties endpoints, JsonMapper mapper, Duration longest) {
        this.feed = feed;
        this.longest = longest;
        this.about =
                LiveFeed.message(mapper, "about", Map.of("administration", endpoints.getBasePath() + "/forumcache"));
    }

    @GetMapping(path = "/cache/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void live(HttpServletResponse response) throws IOException {
        Viewer viewer = feed.join().orElseThrow(() -> new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS));
        try {
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            OutputStream out = response.getOutputStream();
            out.write(about.getBytes(StandardCharsets.UTF_8));
            send(viewer, out);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            feed.leave(viewer);
        }
    }

    private void send(Viewer viewer, OutputStream out) throws IOException, InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (System.nanoTime() - end < 0) {
            String message = viewer.next(PATIENCE);
            if (message != null && Viewer.isEnd(message)) {
                return;
            }
            out.write((message == null ? STILL_HERE : message).getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }
}
