package org.forumcache.benchmarks.consistency;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.forumcache.benchmarks.consistency.Write.Delivery;

/** A {@link MortalWriter} in a process of its own, and what is recorded of it. */
final class WriterProcess {
    private final Process process;
    private final WriteLog log;
    private final Recording recording;
    private final int node;
    private final CountDownLatch ready = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile long clockAsked;
    private volatile String trouble = "";

    private WriterProcess(Process process, Recording recording, int node) {
        this.process = process;
        this.recording = recording;
        this.node = node;
        this.log = recording.log(node);
        new Daemon(this::listen).start();
    }

    /** Starts it in the same Java and from the same class path. */
    static WriterProcess start(NodeSettings settings, Recording recording, int node) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // It lives for seconds: what it would gain by compiling well it would pay for with the readers' processor time.
        command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
        command.add(Objects.requireNonNull(System.getProperty("java.class.path")));
        command.add(MortalWriter.class.getName());
        command.addAll(settings.arguments());
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new WriterProcess(process, recording, node);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start a process that writes", e);
        }
    }

    /**
     * Waits until it has begun to write.
     *
     * @throws IllegalStateException if it has not within that time, or has ended instead
     */
    void awaitReady(long seconds) throws InterruptedException {
        if (!ready.await(seconds, TimeUnit.SECONDS) || !process.isAlive()) {
            process.destroyForcibly();
            throw new IllegalStateException("a process that writes does not start; its error is above");
        }
        if (!trouble.isEmpty()) {
            process.destroyForcibly();
            throw new IllegalStateException(trouble);
        }
    }

    /** Kills it, and returns when all that it had said is recorded. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        over.await();
    }

    private void listen() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                Optional<Line> line = Line.parse(text);
                if (line.isPresent()) {
                    hear(line.get());
                }
            }
        } catch (IOException e) {
            // Killed.
        } finally {
            // What it was at when it was killed may have happened.
            log.lost();
            ready.countDown();
            over.countDown();
        }
    }

    private void hear(Line line) throws IOException {
        switch (line.kind()) {
            case READY -> askForClock();
            case CLOCK -> compareClocks(line.number(0));
            case TRYING ->
                log.trying(
                        new Write.Change(line.integer(0), line.integer(1), line.integer(2), line.integer(3)),
                        line.number(4));
            case ACKNOWLEDGED ->
                log.acknowledged(line.number(0), line.integer(1) == 1 ? Delivery.DELIVERED : Delivery.PENDING);
            case LOST -> log.lost();
            case FAILED -> log.failed();
            case DELIVERED -> recording.delivered(node, new Deliveries.Sample(line.number(0), line.number(1)));
        }
    }

    private void askForClock() throws IOException {
        clockAsked = System.nanoTime();
        OutputStream in = process.getOutputStream();
        in.write('\n');
        in.flush();
    }

    /**
     * Moments of both processes are compared with each other, which {@link System#nanoTime} does not promise. On Linux it is the
     * time since the machine was started, for all of them.
     */
    private void compareClocks(long answer) {
        if (answer - clockAsked < 0 || System.nanoTime() - answer < 0) {
            trouble = "the monotonic clocks of two processes of this machine differ; run without the fault "
                    + FaultKind.WRITER_KILL.label();
        }
        ready.countDown();
    }
}
