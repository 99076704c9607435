package org.forumcache.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.forumcache.redis.server.Jitter;
import org.forumcache.redis.server.RedisServer;
import org.forumcache.server.user.Users;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

/** One of two servers is killed between the commit of a write and its invalidation: {@code kill -9}. */
class KilledForumIT {
    private final Jitter jitter = new Jitter();
    private final String database = Postgres.newDatabase("killed_forum");
    private final RedisServer redis = RedisServer.open();
    private final StartedForum survivor = StartedForum.start(database, settings());
    private final Forum readers = survivor.clients();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private Process doomed;
    private Forum writers;

    @BeforeEach
    void startTheOther() throws IOException {
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                DoomedForum.class.getName(),
                "--server.port=" + port,
                "--spring.datasource.url=" + database));
        command.addAll(List.of(settings()));
        doomed = new ProcessBuilder(command).redirectErrorStream(true).start();
        Thread listener = new Thread(this::listen, "output of the other server");
        listener.setDaemon(true);
        listener.start();
        writers = new Forum(
                new MockEnvironment().withProperty("local.server.port", String.valueOf(port)),
                new RedisPlace(redis),
                survivor.bean(Users.class));
        await().atMost(Duration.ofMinutes(2)).until(() -> answers(writers));
    }

    private String[] settings() {
        return new String[] {
            "--forum.demo.enabled=false",
            "--forum.cache.backend=redis",
            "--forum.cache.redis.timeout=5s",
            "--forum.cache.redis.uri=" + redis.uri()
        };
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    /** Reads what the other prints, so that it can go on printing. */
    private void listen() {
        try (BufferedReader output = doomed.inputReader()) {
            output.lines().filter(line -> line.contains(DoomedForum.STOPPED)).forEach(line -> stopped.countDown());
        } catch (IOException | UncheckedIOException e) {
            // It was killed
        }
    }

    private static boolean answers(Forum forum) {
        try {
            return forum.get("/actuator/health").status() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    @AfterEach
    void stop() {
        doomed.destroyForcibly();
        survivor.close();
        redis.close();
        jitter.close();
    }

    @Test
    void whatItCommittedShowsThroughTheOtherAndWasNeverAcknowledged() throws Exception {
        String category = readers.category();
        String page = "/api/threads/" + readers.thread(category, DoomedForum.MARK + " ficus");
        String list = "/api/threads?category=" + category;
        for (String path : List.of(page, list)) {
            readers.get(path).ok();
            assertThat(readers.get(path).ok().cache()).as(path).isEqualTo("HIT");
        }

        CompletableFuture<Reply> write =
                CompletableFuture.supplyAsync(() -> writers.patch(readers.ann, page, Map.of("title", "Renamed")));
        assertThat(stopped.await(60, TimeUnit.SECONDS)).isTrue();
        long committed = System.nanoTime();
        assertThat(write).isNotDone();
        doomed.destroyForcibly().waitFor();

        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> {
                    assertThat(readers.get(page).ok().text("title")).isEqualTo("Renamed");
                    assertThat(readers.get(list).ok().results("title")).containsExactly("Renamed");
                });
        Duration shown = Duration.ofNanos(System.nanoTime() - committed);
        System.out.printf("shown %d ms after the commit%n", shown.toMillis());
        assertThat(shown).isLessThan(jitter.allowedFor(Duration.ofSeconds(2)));
        assertThatThrownBy(write::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(UncheckedIOException.class);
    }
}
