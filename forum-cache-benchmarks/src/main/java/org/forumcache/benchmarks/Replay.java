package org.forumcache.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.forumcache.benchmarks.replay.Behaviour;
import org.forumcache.benchmarks.replay.Cell;
import org.forumcache.benchmarks.replay.Trace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What recorded visitors of forums see of a forum on PostgreSQL, with and without the cache. */
@Command(
        name = "replay",
        description = "Replays recorded behaviour of visitors on a forum server with PostgreSQL, with and without its"
                + " cache: hit rates, database reads saved, latency. And a recorded trace in process, against LRU and"
                + " the optimum.")
final class Replay implements Callable<Integer> {
    @Mixin
    private final CommonOptions options = new CommonOptions();

    @Option(
            names = "--behaviours",
            paramLabel = "<name>",
            split = ",",
            defaultValue = "LOBSTERS,RUBBOS_USER,RUBBOS_BROWSE_ONLY",
            description = "Whose behaviour: ${COMPLETION-CANDIDATES} (all).")
    private List<Behaviour> behaviours = List.of();

    @Option(
            names = "--zipf",
            paramLabel = "<exponent>",
            split = ",",
            defaultValue = "0.55,0.8,1.1",
            description = "How unequal the popularity of threads is (${DEFAULT-VALUE}).")
    private List<Double> exponents = List.of();

    @Option(
            names = "--writes",
            paramLabel = "<percent>",
            split = ",",
            defaultValue = "0,0.5,1.6,5,12",
            description = "How many of a hundred requests write (${DEFAULT-VALUE}).")
    private List<Double> writes = List.of();

    @Option(
            names = "--requests",
            paramLabel = "<n>",
            defaultValue = "15000",
            description = "Requests in each cell, or fewer if they take longer than --seconds (${DEFAULT-VALUE}).")
    private int requests;

    @Option(
            names = "--uncached-requests",
            paramLabel = "<n>",
            defaultValue = "3000",
            description = "Requests in each cell without the cache (${DEFAULT-VALUE}).")
    private int uncachedRequests;

    @Option(
            names = "--forum-threads",
            paramLabel = "<n>",
            defaultValue = "2000",
            description = "How many threads the forum has (${DEFAULT-VALUE}).")
    private int forumThreads;

    @Option(names = "--trace", description = "Only the recorded trace.")
    private boolean traceOnly;

    @Option(
            names = "--server-jar",
            paramLabel = "<file>",
            defaultValue = "forum-server/target/forum-server.jar",
            description = "The forum server (${DEFAULT-VALUE}).")
    private Path serverJar = Path.of("");

    @Override
    public Integer call() throws InterruptedException {
        check();
        Report report = options.report();
        if (!traceOnly) {
            replayForum(report);
        }
        options.progress("replay: trace");
        ReplayFindings.write(Trace.web07(), report);
        report.note("The trace is \"web07\" of the traces of cache2k, copyright headissue GmbH, Jens Wilke, licensed"
                + " CC BY 4.0; each policy has room for the same number of entries of one size.");
        return options.finish(report);
    }

    private void check() {
        requireAtLeastOne("--requests", requests);
        requireAtLeastOne("--uncached-requests", uncachedRequests);
        requireAtLeastOne("--forum-threads", forumThreads);
        writes.stream().filter(percent -> !(percent >= 0 && percent < 100)).forEach(percent -> {
            throw options.wrong("--writes has " + percent + "; it must be from 0 to below 100");
        });
        exponents.stream().filter(exponent -> !(exponent > 0)).forEach(exponent -> {
            throw options.wrong("--zipf has " + exponent + "; it must be more than 0");
        });
        if (!traceOnly && !Files.isReadable(serverJar)) {
            throw options.wrong("--server-jar is " + serverJar + ", which is not there; build it with"
                    + " mvn -pl forum-server -am package, or name another");
        }
    }

    private void requireAtLeastOne(String option, int value) {
        if (value < 1) {
            throw options.wrong(option + " is " + value + "; it must be at least 1");
        }
    }

    private void replayForum(Report report) throws InterruptedException {
        ReplayForum.Effort effort =
                new ReplayForum.Effort(requests, uncachedRequests, options.time(), options.threads());
        options.progress("replay: starting servers");
        try (ReplayForum forum = new ReplayForum(serverJar, forumThreads, options.threads())) {
            // Until the compiler has seen all of it.
            forum.replay(new Cell(Behaviour.LOBSTERS, 0.8, 0.05), effort);
            List<Cell> cells = cells();
            List<ReplayForum.Result> results = new ArrayList<>();
            for (Cell cell : cells) {
                options.progress(String.format("replay: %d of %d: %s", results.size() + 1, cells.size(), cell));
                results.add(forum.replay(cell, effort));
            }
            ReplayFindings.write(results, report);
            report.note(explanation(forum.databaseVersion()));
        }
    }

    private List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (Behaviour behaviour : behaviours) {
            for (double exponent : exponents) {
                writes.stream()
                        .filter(percent -> behaviour.mayWrite() || percent == 0)
                        .forEach(percent -> cells.add(new Cell(behaviour, exponent, percent / 100)));
            }
        }
        return cells;
    }

    private String explanation(String version) {
        return String.format(
                "PostgreSQL %s, a forum of %d threads in 12 categories, %d visitors at once who do not pause. Hits are"
                        + " counted from the header X-Cache as visitors see it, for pages that the forum caches. What"
                        + " visitors write is drawn from the writes of lobste.rs, whatever they read. Without cache"
                        + " means times-to-live of 1 ms.",
                version, forumThreads, options.threads());
    }
}
