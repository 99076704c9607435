package org.forumcache.benchmarks.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own. Closing it ends it. */
public final class ServerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long LOOK_MILLIS = 100;
    private static final int TAIL_LINES = 20;

    private final Launch launch;
    private final Process process;
    private final Path log;
    private final URI uri;

    private ServerProcess(Launch launch, Process process, Path log, URI uri) {
        this.launch = launch;
        this.process = process;
        this.log = log;
        this.uri = uri;
    }

    /**
     * Starts a server and waits until it is ready.
     *
     * @param prefix what the command line begins with, such as a choice of processors
     * @throws IllegalStateException with the end of its log, if it ends or takes too long
     */
    public static ServerProcess start(Launch launch, List<String> prefix) throws InterruptedException {
        try {
            int port = freePort();
            Path log = Files.createTempFile("forum-cache-" + launch.name().replace(' ', '-'), ".log");
            List<String> command = new ArrayList<>(prefix);
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(launch.java());
            command.add("--server.port=" + port);
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            URI uri = URI.create("http://127.0.0.1:" + port);
            ServerProcess server = new ServerProcess(launch, process, log, uri);
            server.awaitReady();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("the server " + launch.name() + " cannot be started", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady() throws InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isReady(client)) {
            if (process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                String tail = tail();
                close();
                throw new IllegalStateException("the server " + launch.name() + " did not start:\n" + tail);
            }
        }
    }

    private boolean isReady(HttpClient client) throws InterruptedException {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(uri.resolve(launch.readyPath())).build();
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            // A program without such a path is ready when it says so.
            return status == 200 || status == 404;
        } catch (IOException e) {
            return false;
        }
    }

    private String tail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "its log cannot be read: " + e.getMessage();
        }
    }

    /** Where it answers. */
    public URI uri() {
        return uri;
    }

    /** The processor time it has used so far; of a resolution of some ten milliseconds. */
    public Duration cpu() {
        return process.toHandle()
                .info()
                .totalCpuDuration()
                .orElseThrow(() -> new IllegalStateException("the processor time of a process is not known here"));
    }

    /** Asks it to end, and ends it if it does not. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            Files.deleteIfExists(log);
        } catch (IOException e) {
            throw new UncheckedIOException("the log of " + launch.name() + " cannot be deleted", e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
