package org.forumcache.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.forumcache.benchmarks.peers.Way;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A key space inside a process of its own, which has the heap for it: for each line of input, one invalidation. */
@Command(name = "invalidate-child", hidden = true, description = "A process of the command invalidate.")
final class InvalidateChild implements Callable<Integer> {
    static final String READY = "ready";

    @Spec
    private @Nullable CommandSpec command;

    @Option(names = "--way", required = true)
    private Way way = Way.OURS_EMBEDDED;

    @Option(names = "--keys", required = true)
    private int keys;

    @Option(names = "--lists", required = true)
    private int pages;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = Objects.requireNonNull(command).commandLine().getOut();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (InvalidationSpace space = InvalidationSpace.open(way, "", keys, pages)) {
            out.println(READY);
            out.flush();
            while (in.readLine() != null) {
                out.println(space.sample());
                out.flush();
            }
        }
        return 0;
    }
}
