package org.forumcache.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Another process of this program, told and answering line by line. Closing it ends it. */
final class Child implements AutoCloseable {
    private static final long SMALL_HEAP = 512;

    private final Process process;
    private final PrintStream in;
    private final BufferedReader out;

    private Child(Process process) {
        this.process = process;
        this.in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts the program with these arguments, in the same Java and from the same class path. */
    static Child start(List<String> arguments) throws IOException {
        return start(SMALL_HEAP, arguments);
    }

    /** Starts it with so much memory. */
    static Child start(long heapMegabytes, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Its output is for answers: what the logging says of itself does not belong there.
        command.add("-Dlogback.statusListenerClass=ch.qos.logback.core.status.NopStatusListener");
        command.addAll(List.of("-Xmx" + heapMegabytes + "m", "-Xss512k", "-cp"));
        command.add(Objects.requireNonNull(System.getProperty("java.class.path")));
        command.add(Benchmarks.class.getName());
        command.addAll(arguments);
        return new Child(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    void tell(String line) {
        in.println(line);
    }

    /** The next line. */
    String answer() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new IllegalStateException("a process of the measurement ended early; its error is above");
        }
        return line;
    }

    void expect(String line) throws IOException {
        String answer = answer();
        if (!answer.equals(line)) {
            throw new IllegalStateException("a process of the measurement said " + answer + " instead of " + line);
        }
    }

    /** Ends its input, which ends it; if not within five seconds, by force. */
    @Override
    public void close() {
        in.close();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
