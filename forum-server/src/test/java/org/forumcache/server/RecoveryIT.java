package org.forumcache.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The server is stopped while people look at it, and started again. */
class RecoveryIT {
    private static final String TOKEN = "token-of-the-administrator";

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
}
