package org.forumcache.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The forum is started without its database. */
@ExtendWith(OutputCaptureExtension.class)
class DatabaseAwayAtStartIT {

    @Test
    void theFailureNamesTheDatabaseAndTheRemedyButNoPassword(CapturedOutput output) {
        SpringApplication forum = new SpringApplication(ForumServer.class);

        assertThatThrownBy(() -> forum.run(
                        "--server.port=0",
                        "--forum.demo.enabled=false",
                        "--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/forum?user=me&password=hush"))
                .isNotNull();

        assertThat(output)
                .contains("The forum cannot connect to its database at jdbc:postgresql://127.0.0.1:1/forum:")
                .contains("spring.datasource.url")
                .doesNotContain("hush");
    }
}
