package org.forumcache.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The server, or its database, is stopped while people look at it, and started again. */
class RecoveryIT {
    private static final String TOKEN = "token-of-the-administrator";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String database = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

    private StartedForum start(int port) {
        return StartedForum.startAt(
                port, database, "--forum.demo.enabled=false", "--forum.bootstrap.admin-token=" + TOKEN);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void pagesAndDashboardSayThatItIsAwayAndGoOnWhenItIsBack() throws IOException {
        int port = freePort();
        String address = "http://localhost:" + port;
        try (Chromium chromium = Chromium.start();
                Visitor reader = chromium.visitor(address);
                Visitor administrator = chromium.visitor(address)) {
            try (StartedForum forum = start(port)) {
                Forum clients = forum.clients();
                clients.thread(clients.category("Ferns"), "Brown tips");
                reader.open("/");
                reader.reads("Brown tips");
                administrator.open("/cache");
                administrator.signIn(TOKEN);
                assertThat(administrator.page().locator(".state")).hasText("Live");
            }

            reader.link("Brown tips").click();
            assertThat(reader.page().locator("#banner")).containsText("The forum does not answer. Trying again");
            reader.reads("Brown tips");
            assertThat(administrator.page().locator(".state")).containsText("Not connected.");

            try (StartedForum forum = start(port)) {
                reader.reads("They were green last week.");
                assertThat(reader.page().locator("#banner")).isHidden();
                assertThat(administrator.page().locator(".state")).hasText("Live");
                assertThat(forum.statusFor(TOKEN)).isEqualTo(200);
            }
            reader.forgiveComplaints();
            administrator.forgiveComplaints();
        }
    }

    @Test
    void whatIsKeptWhileTheDatabaseIsAwaySaysThatItIsStale() throws IOException {
        try (RestartablePostgres postgres = new RestartablePostgres();
                StartedForum forum = StartedForum.start(
                        postgres.url(),
                        "--forum.demo.enabled=false",
                        "--forum.cache.thread.ttl=1s",
                        "--forum.cache.list.ttl=1s");
                Chromium chromium = Chromium.start();
                Visitor reader = chromium.visitor(forum.url(""))) {
            Forum clients = forum.clients();
            String category = clients.category("Ferns");
            String thread = clients.thread(category, "Brown tips");
            reader.open("/t/" + thread);
            reader.seesBadge("MISS");
            reader.open("/c/" + category);
            reader.seesBadge("MISS");

            postgres.stop();
            await().atMost(PATIENCE).until(() -> outcome(clients, thread).equals("STALE"));
            reader.link("Brown tips").click();
            reader.seesHeading("Brown tips");
            reader.seesBadge("STALE");
            assertThat(reader.page().locator("main .badge")).containsText("kept while the database is away");
            reader.open("/c/" + category);
            reader.seesHeading("Ferns");
            reader.seesBadge("STALE");
            postgres.start();

            await().atMost(PATIENCE).until(() -> !outcome(clients, thread).equals("STALE"));
            reader.page().reload();
            reader.seesHeading("Ferns");
            reader.seesBadge("HIT|MISS");
        }
    }

    private static String outcome(Forum forum, String thread) {
        return forum.get("/api/threads/" + thread).ok().cache();
    }
}
