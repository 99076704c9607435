package org.forumcache.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;

/** The demo forum in a file of H2. */
class DemoOnH2IT extends DemoContract {
    private static final long BEGUN = 6 << 20;

    @TempDir
    private Path folder = Path.of("");

    @Override
    String emptyDatabase() {
        return url(UUID.randomUUID().toString());
    }

    private String url(String name) {
        return "jdbc:h2:file:" + folder.resolve(name) + ";DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=1500";
    }

    @Test
    void anEmptyDatabaseIsFilledWithoutBeingAsked(CapturedOutput output) {
        try (StartedForum forum = StartedForum.start(url("default"), "--forum.demo.threads=20")) {
            assertThat(forum.count("thread")).isEqualTo(20);
            assertThat(output)
                    .contains("This is a demo", folder.resolve("default.mv.db").toString());
        }
    }

    @Test
    void withoutTheDemoTheConsoleShowsOneLine(CapturedOutput output) {
        try (StartedForum forum = StartedForum.start(url("bare"), "--forum.demo.enabled=false")) {
            assertThat(forum.count("thread")).isZero();
            assertThat(output.toString().lines()).contains("Forum Cache is ready: " + forum.url(""));
            assertThat(output).doesNotContain("This is a demo");
        }
    }

    @Test
    void aServerKilledWhileWritingLeavesNothingHalf(CapturedOutput output) throws Exception {
        Path file = folder.resolve("killed.mv.db");
        Process server = serverInItsOwnProcess(url("killed"));
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> sizeOf(file) > BEGUN);

        server.destroyForcibly().waitFor();

        try (StartedForum next = StartedForum.start(url("killed"), "--forum.demo.threads=2000")) {
            assertThat(written(output)).startsWith("Wrote a demo forum of 2000 threads");
            assertThat(next.count("thread")).isEqualTo(2_000);
            assertThat(next.count("category")).isEqualTo(12);
        }
    }

    private static Process serverInItsOwnProcess(String url) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ForumServer.class.getName(),
                        "--server.port=0",
                        "--spring.datasource.url=" + url)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static long sizeOf(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }
}
