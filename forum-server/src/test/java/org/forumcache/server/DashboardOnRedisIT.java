package org.forumcache.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;
import org.forumcache.redis.server.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The dashboard of a server that has Redis, a fence, a near cache and an inspector. */
class DashboardOnRedisIT {
    private static final String TOKEN = "token-of-the-administrator";

    private final RedisServer redis = RedisServer.open();
    private Chromium chromium;
    private StartedForum forum;
    private Visitor administrator;

    @BeforeEach
    void start() {
        chromium = Chromium.start();
        forum = StartedForum.start(
                "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1",
                "--forum.demo.enabled=false",
                "--forum.bootstrap.admin-token=" + TOKEN,
                "--forum.cache.backend=redis",
                "--forum.cache.redis.uri=" + redis.uri(),
                "--forum.cache.redis.timeout=2s",
                "--forum.cache.near.enabled=true",
                "--forum.cache.strict=true",
                "--forum.cache.inspector.sample-rate=1");
        administrator = chromium.visitor(forum.url(""));
        administrator.open("/cache");
        administrator.signIn(TOKEN);
    }

    @AfterEach
    void stop() {
        try (redis;
                Chromium usedBrowser = chromium;
                StartedForum usedForum = forum) {
            if (administrator != null) {
                administrator.close();
            }
        }
    }

    private Locator tile(String label) {
        return administrator.page().locator(".tile").filter(new Locator.FilterOptions().setHasText(label));
    }

    private Locator backend() {
        return administrator.page().locator("section[aria-labelledby=backend]");
    }

    private void readUntilCopied() {
        Forum clients = forum.clients();
        String path = "/api/threads/" + clients.thread(clients.category());
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            clients.get(path).ok();
            var near = forum.cache().status().near();
            return near != null && near.hits() > 0;
        });
    }

    @Test
    void serversFenceNearCacheAndInspectorAreShown() {
        readUntilCopied();
        forum.get("/api/threads?search=nobody-else-looks-for-this").ok();

        assertThat(tile("Near cache")).containsText(Pattern.compile("[\\d.]+ %of all hits; \\d+ cop"));
        assertThat(tile("Consistent hits")).containsText(Pattern.compile("[\\d.]+ nines[1-9]\\d* inspected, 0 inc"));
        assertThat(tile("Lists not stored")).containsText("Lists not stored1because");
        assertThat(backend()).containsText("Backendredis");
        assertThat(backend()).containsText("Serversone server");
        assertThat(backend()).containsText("Fenceholding");
        assertThat(backend()).containsText("Near cacheserving");
        assertThat(backend()).containsText("Redis 127.0.0.1:" + redis.port() + "up");
        assertThat(backend().locator(".below")).hasCount(0);
    }

    @Test
    void aRedisThatIsAwayShowsAtOnceAndThatItIsBack() {
        readUntilCopied();
        assertThat(backend()).containsText("Near cacheserving");

        redis.stop();

        assertThat(tile("Near cache")).containsText("Silent");
        assertThat(tile("Near cache")).hasClass(Pattern.compile("below"));
        assertThat(backend()).containsText("Redis 127.0.0.1:" + redis.port() + "not connected");
        redis.start();
        assertThat(backend()).containsText("Stateup");
        assertThat(backend()).containsText("Near cacheserving");
        assertThat(backend().locator(".below")).hasCount(0);
    }
}
