package org.forumcache.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The server as a process of its own, as an operating system starts and stops it. */
final class ForumProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final Queue<String> printed = new ConcurrentLinkedQueue<>();
    private final int port;

    private ForumProcess(Process process, int port) {
        this.process = process;
        this.port = port;
        Thread listener = new Thread(this::listen, "output of the server");
        listener.setDaemon(true);
        listener.start();
    }

    /** Starts one on a free port. */
    static ForumProcess start(String... settings) throws IOException {
        return startAt(freePort(), settings);
    }

    static ForumProcess startAt(int port, String... settings) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                ForumServer.class.getName(),
                "--server.port=" + port));
        command.addAll(List.of(settings));
        return new ForumProcess(
                new ProcessBuilder(command).redirectErrorStream(true).start(), port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    /** Reads what it prints, so that it can go on printing. */
    private void listen() {
        try (BufferedReader output = process.inputReader()) {
            output.lines().forEach(printed::add);
        } catch (IOException | UncheckedIOException e) {
            // It has ended
        }
    }

    int port() {
        return port;
    }

    String printed() {
        return String.join("\n", printed);
    }

    ForumProcess awaitLine(String part) {
        Awaitility.await().alias(part).atMost(PATIENCE).until(() -> printed().contains(part));
        return this;
    }

    /** Asks it to stop, as service managers do. */
    void terminate() {
        process.destroy();
    }

    /** Its exit code. */
    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the server has not ended:\n" + printed());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
