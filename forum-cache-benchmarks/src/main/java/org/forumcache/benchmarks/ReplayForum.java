package org.forumcache.benchmarks;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.forumcache.benchmarks.http.Database;
import org.forumcache.benchmarks.http.Fetch;
import org.forumcache.benchmarks.http.Launch;
import org.forumcache.benchmarks.http.ServerProcess;
import org.forumcache.benchmarks.replay.Cell;
import org.forumcache.benchmarks.replay.Tally;
import org.forumcache.benchmarks.replay.Visitors;

/** One forum in a database, and two servers of it: one with its cache, one without. Closing it ends them. */
final class ReplayForum implements AutoCloseable {
    private static final String TOKEN = "token-of-the-replayed-visitors";
    /** As good as none: what was loaded is too old for whoever comes next. */
    private static final List<String> NO_CACHE = List.of(
            "--forum.cache.thread.ttl=1ms",
            "--forum.cache.list.ttl=1ms",
            "--forum.cache.category.ttl=1ms",
            "--forum.cache.absent.ttl=1ms");

    private final Database database = Database.start();
    private final Fetch fetch = new Fetch();
    private final ServerProcess cached;
    private final ServerProcess uncached;
    private final Visitors visitors;

    /** How much is replayed: so many requests at the most, for so long at the most, by so many visitors at once. */
    record Effort(int requests, int uncachedRequests, Duration time, int visitors) {}

    /** What visitors saw, and how often the database was read for it. */
    record Run(Tally seen, long databaseReads) {

        double readsOfARequest() {
            return (double) databaseReads / Math.max(1, seen.answers());
        }
    }

    /** The same visitors with and without the cache. */
    record Result(Cell cell, Run cached, Run uncached) {

        /** The share of the database's reads that the cache makes unnecessary, in percent. */
        double savedPercent() {
            return 100 * (1 - cached.readsOfARequest() / uncached.readsOfARequest());
        }
    }

    ReplayForum(Path serverJar, int threads, int visitors) throws InterruptedException {
        List<String> filling = List.of("--forum.demo.enabled=true", "--forum.demo.threads=" + threads);
        cached = start("cached", serverJar, filling);
        uncached = start("uncached", serverJar, NO_CACHE);
        this.visitors = Visitors.of(database.jdbc(), TOKEN, visitors);
    }

    private ServerProcess start(String name, Path serverJar, List<String> more) throws InterruptedException {
        List<String> settings = new ArrayList<>(List.of(
                "--spring.datasource.url=" + database.url(),
                "--forum.bootstrap.admin-token=" + TOKEN,
                "--forum.cache.inspector.sample-rate=0"));
        settings.addAll(more);
        return ServerProcess.start(Launch.forum(name, serverJar, settings), List.of());
    }

    /** Replays with an empty cache, and without one. */
    Result replay(Cell cell, Effort effort) throws InterruptedException {
        URI everything = cached.uri().resolve("/actuator/forumcache");
        fetch.send(everything, "DELETE", List.of("Authorization: Bearer " + TOKEN));
        return new Result(
                cell,
                run(cached, cell, effort.requests, effort.time),
                run(uncached, cell, effort.uncachedRequests, effort.time));
    }

    private Run run(ServerProcess server, Cell cell, int requests, Duration time) throws InterruptedException {
        long before = database.reads();
        Tally seen = visitors.visit(server.uri(), cell, requests, time);
        return new Run(seen, database.reads() - before);
    }

    String databaseVersion() {
        return database.version();
    }

    @Override
    public void close() {
        visitors.close();
        cached.close();
        uncached.close();
        database.close();
    }
}
