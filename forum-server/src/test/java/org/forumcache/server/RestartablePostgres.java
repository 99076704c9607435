package org.forumcache.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/** A PostgreSQL that is stopped and started again with its port and its data. */
final class RestartablePostgres implements AutoCloseable {
    private final Path directory;
    private final int port;
    private EmbeddedPostgres server;

    RestartablePostgres() throws IOException {
        directory = Files.createTempDirectory("forum-postgres");
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        server = started();
    }

    private EmbeddedPostgres started() throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(directory.resolve("data"))
                .setCleanDataDirectory(false)
                .start();
    }

    String url() {
        return "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres";
    }

    void stop() throws IOException {
        server.close();
    }

    void start() throws IOException {
        server = started();
    }

    /** Freezes all its processes: connections stay open and nobody answers. */
    void freeze() throws IOException {
        ProcessHandle postmaster = postmaster();
        // The postmaster first: a child that it starts after the others were listed would go on answering.
        signal("-STOP", Stream.of(postmaster));
        signal("-STOP", postmaster.descendants());
    }

    /** Lets its processes go on. */
    void thaw() throws IOException {
        ProcessHandle postmaster = postmaster();
        signal("-CONT", Stream.concat(Stream.of(postmaster), postmaster.descendants()));
    }

    private ProcessHandle postmaster() throws IOException {
        String pid = Files.readAllLines(directory.resolve("data").resolve("postmaster.pid"))
                .get(0);
        return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
    }

    private static void signal(String signal, Stream<ProcessHandle> processes) throws IOException {
        List<String> command = new ArrayList<>(List.of("kill", signal));
        processes.forEach(process -> command.add(String.valueOf(process.pid())));
        new ProcessBuilder(command).inheritIO().start().onExit().join();
    }

    @Override
    public void close() throws IOException {
        server.close();
        FileSystemUtils.deleteRecursively(directory);
    }
}
