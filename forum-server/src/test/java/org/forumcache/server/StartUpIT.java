package org.forumcache.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A server that cannot start says why, in sentences, and what to do. */
class StartUpIT {
    private final String memory = "--spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID();

    @Test
    void aPortThatIsTakenIsNamedWithTheRemedy() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("0.0.0.0"));
                ForumProcess server =
                        ForumProcess.startAt(other.getLocalPort(), memory, "--forum.demo.enabled=false")) {

            assertThat(server.awaitEnd()).isEqualTo(1);
            assertThat(server.printed())
                    .contains("Port " + other.getLocalPort() + " was already in use.")
                    .contains("Action:")
                    .doesNotContain("\tat org.");
        }
    }

    @Test
    void aDatabaseThatRefusesIsNamedWithTheRemedy() throws Exception {
        String address = Postgres.newDatabase("start_up").replace("/start_up", "/no_such_database");
        try (ForumProcess server = ForumProcess.start("--spring.datasource.url=" + address)) {

            assertThat(server.awaitEnd()).isEqualTo(1);
            assertThat(server.printed())
                    .contains("The forum cannot connect to its database at")
                    .contains("\"no_such_database\" does not exist")
                    .contains("spring.datasource.username")
                    .doesNotContain("\tat org.");
        }
    }

    @Test
    void withoutItsRedisItStartsAndSaysSo() throws Exception {
        try (ForumProcess server = ForumProcess.start(
                memory,
                "--forum.demo.enabled=false",
                "--forum.cache.backend=redis",
                "--forum.cache.redis.uri=redis://127.0.0.1:1")) {

            server.awaitLine("Started ForumServer");

            assertThat(server.printed().lines().filter(line -> line.contains("WARN") && line.contains("[CACHE]")))
                    .anySatisfy(line -> assertThat(line).contains("127.0.0.1:1"));
        }
    }
}
