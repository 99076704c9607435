package org.forumcache.benchmarks.http;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** A client program that runs in a process of its own: wrk, or ours where there is none. */
public enum LoadTool {
    /** Knows no {@code HEAD}, and counts time in whole seconds. */
    WRK {
        @Override
        List<String> command(LoadJob job) {
            List<String> command = new ArrayList<>(List.of("wrk", "-t1", "-c" + job.connections()));
            command.add("-d" + Math.max(1, Math.round(job.time().toMillis() / 1e3)) + "s");
            command.addAll(List.of("-s", script().toString()));
            job.headers().forEach(header -> command.addAll(List.of("-H", header)));
            command.add(job.uri().toString());
            return command;
        }
    },
    JAVA {
        @Override
        List<String> command(LoadJob job) {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-cp"));
            command.add(Objects.requireNonNull(System.getProperty("java.class.path")));
            command.addAll(List.of(RawClient.class.getName(), Integer.toString(job.connections())));
            command.addAll(List.of(Long.toString(job.time().toMillis()), job.method()));
            command.add(job.uri().toString());
            command.addAll(job.headers());
            return command;
        }
    };

    /** wrk if it can be run, ours otherwise. */
    public static LoadTool best() {
        Pattern separator = Pattern.compile(Pattern.quote(File.pathSeparator));
        boolean there = separator
                .splitAsStream(System.getenv().getOrDefault("PATH", ""))
                .anyMatch(folder -> !folder.isEmpty() && Files.isExecutable(Path.of(folder, "wrk")));
        return there ? WRK : JAVA;
    }

    /**
     * Loads a server for as long as the job says.
     *
     * @param prefix what the command line begins with, such as a choice of processors
     */
    public LoadResult run(LoadJob job, List<String> prefix) throws InterruptedException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(command(job));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("the client failed: " + String.join(" ", command) + "\n" + output);
            }
            return LoadResult.parse(output);
        } catch (IOException e) {
            throw new UncheckedIOException("the client cannot be run: " + command.get(0), e);
        }
    }

    abstract List<String> command(LoadJob job);

    private static Path script() {
        try (InputStream script = Objects.requireNonNull(LoadTool.class.getResourceAsStream("report.lua"))) {
            Path file = Files.createTempFile("forum-cache-wrk", ".lua");
            file.toFile().deleteOnExit();
            Files.copy(script, file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("the script of wrk cannot be written", e);
        }
    }
}
