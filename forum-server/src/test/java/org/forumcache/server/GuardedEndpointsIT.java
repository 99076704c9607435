package org.forumcache.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The actuator's endpoints ask for a token wherever the settings put them, beside the public pages too. */
class GuardedEndpointsIT {
    @Test
    void endpointsUnderThePagesPathAskForAToken() {
        String database = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        try (StartedForum forum = StartedForum.start(
                database, "--forum.demo.enabled=false", "--management.endpoints.web.base-path=/api/manage")) {

            assertThat(forum.get("/api/manage/prometheus").status()).isEqualTo(401);
            assertThat(forum.get("/api/manage/forumcache").status()).isEqualTo(401);
            assertThat(forum.get("/api/manage/health").status()).isEqualTo(200);
            assertThat(forum.get("/api/categories").status()).isEqualTo(200);
        }
    }
}
