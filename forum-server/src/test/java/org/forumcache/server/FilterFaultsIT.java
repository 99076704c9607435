package org.forumcache.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Clients that misbehave, and many of them, at the real server with the response filter. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
@Timeout(180)
class FilterFaultsIT {
    private static final String PATH = "/api/threads/huge";
    private static final int CONNECTIONS = 10_000;
    private static final int MEBIBYTE = 1 << 20;

    private StartedForum forum;
    private RawClient client;

    @BeforeAll
    void start() {
        forum = StartedForum.start("jdbc:h2:mem:faults;LOCK_TIMEOUT=1500", "--forum.demo.threads=5");
        client = new RawClient(forum.port());
    }

    @AfterAll
    void stop() {
        forum.close();
    }

    /** Puts a document into the cache that compression hardly shortens, and returns its text. */
    private String cacheHuge(int chars) {
        char[] noise = new char[chars];
        Random random = new Random(7);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (char) ('!' + random.nextInt(90));
        }
        forum.cache().setThread("huge", Map.of("content", new String(noise)));
        return new String(noise);
    }

    private Socket slowClient() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), forum.port()));
        socket.getOutputStream().write(RawClient.request("GET", PATH, List.of()).getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    @Test
    void aMebibyteArrivesWhole() {
        String content = cacheHuge(MEBIBYTE);

        Reply reply = forum.get(PATH);

        assertThat(reply.cache()).isEqualTo("HIT");
        assertThat(reply.json()).containsEntry("content", content);
    }

    @Test
    void aClientThatHardlyReadsHoldsUpNobody() throws IOException {
        forum.cache().setThread("small", Map.of("title", "Small"));
        // More than the system takes off the server's hands.
        cacheHuge(16 * MEBIBYTE);
        try (Socket slow = slowClient()) {
            assertThat(slow.getInputStream().read()).isEqualTo('H');
            await().until(FilterFaultsIT::isWriting);

            Reply small = forum.get("/api/threads/small");
            Reply same = forum.send("HEAD", PATH);
            forum.cache().invalidateThread("huge");
            Reply afterwards = forum.get(PATH);

            assertThat(isWriting()).isTrue();
            assertThat(small.cache()).isEqualTo("HIT");
            assertThat(same.cache()).isEqualTo("HIT");
            assertThat(afterwards.status()).isEqualTo(404);
            assertThat(slow.getInputStream().readNBytes(100)).hasSize(100);
        }
    }

    /** Whether the filter is sending an answer. */
    private static boolean isWriting() {
        return Thread.getAllStackTraces().values().stream()
                .map(stack -> Stream.of(stack).map(StackTraceElement::toString).collect(Collectors.joining()))
                .anyMatch(stack -> stack.contains("ResponseFilter.") && stack.contains("NioSocketWrapper.doWrite"));
    }

    @Test
    void aClientThatGoesAwayLeavesNoTrace(CapturedOutput output) throws IOException {
        cacheHuge(16 * MEBIBYTE);
        int begin = output.getAll().length();
        for (int i = 0; i < 20; i++) {
            try (Socket gone = slowClient()) {
                assertThat(gone.getInputStream().read()).isEqualTo('H');
                // Resets the connection instead of ending it.
                gone.setSoLinger(true, 0);
            }
        }

        await().until(() -> !isWriting());

        assertThat(forum.send("HEAD", PATH).cache()).isEqualTo("HIT");
        assertThat(output.getAll().substring(begin)).doesNotContain(" ERROR ", "Exception");
    }

    @Test
    void headersWithoutEndAreRefusedAndTheServerGoesOn() throws IOException {
        String huge = RawClient.request("GET", PATH, List.of("X-Bomb: " + "a".repeat(64_000)));
        String many = RawClient.request(
                "GET",
                PATH,
                IntStream.range(0, 500).mapToObj(i -> "X-" + i + ": 1").toList());

        assertThat(statusOrBreak(huge)).startsWith("4");
        assertThat(statusOrBreak(many)).startsWith("4");

        assertThat(forum.get("/api/categories").status()).isEqualTo(200);
    }

    private String statusOrBreak(String request) throws IOException {
        String answer = client.answer(request);
        return answer.substring("HTTP/1.1 ".length());
    }

    @Test
    void tenThousandConnectionsAreKept() throws IOException, InterruptedException {
        assumeThat(maxOpenFiles()).as("open files the system allows").isGreaterThan(CONNECTIONS + 1000L);
        forum.cache().setThread("small", Map.of("title", "Small"));
        Process clients = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ManyConnections.class.getName(),
                        String.valueOf(forum.port()),
                        "/api/threads/small",
                        String.valueOf(CONNECTIONS))
                .redirectErrorStream(true)
                .start();
        try {
            String said = new String(clients.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(said.strip()).isEqualTo(String.valueOf(CONNECTIONS));
            assertThat(clients.waitFor(Duration.ofSeconds(10).toMillis(), TimeUnit.MILLISECONDS))
                    .isTrue();
        } finally {
            clients.destroyForcibly();
        }
    }

    private static long maxOpenFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : 0;
    }
}
