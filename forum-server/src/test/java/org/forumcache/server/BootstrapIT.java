package org.forumcache.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The configured administrator's token. */
@ExtendWith(OutputCaptureExtension.class)
class BootstrapIT {
    private static final String NO_DEMO = "--forum.demo.enabled=false";
    private static final String FIRST = "0123456789abcdef";
    private static final String SECOND = "fedcba9876543210~";
    private static final String SETTING = "--forum.bootstrap.admin-token=";

    private final String database = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

    @Test
    void itBelongsToTheAdministratorWhoIsAddedOnce() {
        StartedForum.start(database, NO_DEMO, SETTING + FIRST).close();

        try (StartedForum forum = StartedForum.start(database, NO_DEMO, SETTING + FIRST)) {
            assertThat(forum.statusFor(FIRST)).isEqualTo(200);
            assertThat(forum.count("forum_user where username = 'admin' and role = 'admin'"))
                    .isOne();
            assertThat(forum.count("access_token")).isOne();
            assertThat(forum.count("access_token where hash = '" + FIRST + "'")).isZero();
        }
    }

    @Test
    void anotherOneTakesItsPlace() {
        StartedForum.start(database, NO_DEMO, SETTING + FIRST).close();

        try (StartedForum forum = StartedForum.start(database, NO_DEMO, SETTING + SECOND)) {
            assertThat(forum.statusFor(SECOND)).isEqualTo(200);
            assertThat(forum.statusFor(FIRST)).isEqualTo(401);
        }
    }

    @Test
    void noneIsStoredWhenNoneIsConfigured() {
        try (StartedForum forum = StartedForum.start(database, NO_DEMO, SETTING)) {
            assertThat(forum.count("access_token")).isZero();
            assertThat(forum.count("forum_user")).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"only-15-letters", "spaces do not fit here"})
    void anUnfitTokenStopsTheStartAndIsNotRepeated(String token, CapturedOutput output) {
        assertThatThrownBy(() ->
                        StartedForum.start(database, NO_DEMO, SETTING + token).close())
                .hasStackTraceContaining("forum.bootstrap.admin-token must be 16 to 256");

        assertThat(output)
                .contains("APPLICATION FAILED TO START", "forum.bootstrap.admin-token must be 16 to 256")
                .doesNotContain(token);
    }
}
