package org.forumcache.redis.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One run of a server program, which ends with this JVM at the latest. */
final class RedisProcess {
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final int LOG_LINES = 30;

    private final Process process;
    private final Path log;
    private final Thread atExit;

    private RedisProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.atExit = new Thread(process::destroyForcibly, "end-redis-" + process.pid());
    }

    /** Starts the program; what it prints is added to the log. */
    static RedisProcess start(List<String> command, Path log) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            RedisProcess started = new RedisProcess(process, log);
            Runtime.getRuntime().addShutdownHook(started.atExit);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + command, e);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Asks it to end, and ends it if it does not. */
    void stop() {
        process.destroy();
        // A process that is paused takes notice of the request only when it goes on.
        if (process.isAlive()) {
            signal("CONT");
        }
        if (!endsWithin(GRACE)) {
            kill();
        }
        forget();
    }

    /** Ends it with SIGKILL: it can do nothing any more. */
    void kill() {
        process.destroyForcibly();
        if (!endsWithin(GRACE)) {
            throw new IllegalStateException("process " + pid() + " survives SIGKILL");
        }
        forget();
    }

    /** Sends a signal, named as for kill(1). */
    void signal(String name) {
        try {
            // The shell's own kill: not every machine has the program.
            Process kill = new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid()).start();
            if (kill.waitFor() != 0 && isAlive()) {
                throw new IllegalStateException("cannot send SIG" + name + " to process " + pid());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot send SIG" + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** The last lines of the log. */
    String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
        } catch (IOException e) {
            return "(its log cannot be read: " + e + ")";
        }
    }

    private boolean endsWithin(Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException atShutdown) {
            // The JVM is ending: the hook may run, and finds nothing left to do.
        }
    }
}
