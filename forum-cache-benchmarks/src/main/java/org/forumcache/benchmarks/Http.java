package org.forumcache.benchmarks;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.forumcache.benchmarks.http.Database;
import org.forumcache.benchmarks.http.LoadTool;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Hits over HTTP: the forum server, {@code @Cacheable} in its place, and a servlet that writes constants as the limit. */
@Command(
        name = "http",
        description =
                "Hits over HTTP of whole servers, in turns: the forum server with and without its response filter,"
                        + " Spring MVC with @Cacheable in its place, no cache, and constant bytes as the limit.")
final class Http implements Callable<Integer> {
    @Mixin
    private final CommonOptions options = new CommonOptions();

    @Option(
            names = "--rounds",
            paramLabel = "<n>",
            defaultValue = "5",
            description = "In how many turns each thing is measured (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--connections",
            paramLabel = "<n>",
            defaultValue = "32",
            description = "How many connections the client keeps (${DEFAULT-VALUE}).")
    private int connections;

    @Option(
            names = "--warm-up",
            paramLabel = "<seconds>",
            defaultValue = "15",
            description = "How long each server is loaded before (${DEFAULT-VALUE}).")
    private double warmUp;

    @Option(
            names = "--forum-threads",
            paramLabel = "<n>",
            defaultValue = "300",
            description = "How many threads the forum has (${DEFAULT-VALUE}).")
    private int forumThreads;

    @Option(
            names = "--variants",
            paramLabel = "<name>",
            split = ",",
            description = "Only these, of: ${COMPLETION-CANDIDATES}.",
            completionCandidates = Names.class)
    private @Nullable List<String> variants;

    @Option(
            names = "--client",
            paramLabel = "<wrk|java>",
            description = "The client; by default wrk where there is one.")
    private @Nullable String client;

    @Option(
            names = "--server-jar",
            paramLabel = "<file>",
            defaultValue = "forum-server/target/forum-server.jar",
            description = "The forum server (${DEFAULT-VALUE}).")
    private Path serverJar = Path.of("");

    @Option(names = "--pin", description = "Servers on processor 0, the client on processor 1, by taskset.")
    private boolean pin;

    @Option(names = "--jfr", paramLabel = "<dir>", description = "Records each server, into <dir>/<variant>.jfr.")
    private @Nullable Path recordings;

    /** The names of all variants. */
    static final class Names extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        Names() {
            super(all());
        }

        static List<String> all() {
            List<String> names = new ArrayList<>(HttpVariant.all(new HttpVariant.Surroundings(Path.of(""), "", "", 1))
                    .keySet());
            names.add(HttpVariant.CONSTANT);
            return names;
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        check();
        try (Database database = Database.start();
                RedisUnderTest redis = options.redis(0);
                HttpStage stage = new HttpStage(pin ? List.of("taskset", "-c", "0") : List.of())) {
            Report report = options.report(redis);
            start(stage, new HttpVariant.Surroundings(serverJar, database.url(), redis.uri(), forumThreads), report);
            HttpVariant forum = stage.variants().get(0);
            String category = stage.categorySlug(forum);
            List<HttpCase> cases = HttpCase.all(
                    stage.threadPath(forum), "/api/threads?category=" + category, "/api/categories/" + category);
            stage.requireSameDocuments(cases);
            HttpContest contest = new HttpContest(
                    stage, tool(), new HttpContest.Effort(connections, rounds, clientPrefix(), options::progress));
            warmUp(stage, contest, cases);
            new HttpFindings(contest.run(cases, options.time())).writeTo(report);
            report.note(explanation(database));
            return options.finish(report);
        }
    }

    private String explanation(Database database) {
        return String.format(
                "PostgreSQL %s, a forum of %d threads. All servers run at once, each in a process of its own, and are"
                        + " loaded one at a time by %s with %d connections, each of which waits for its answer; %s."
                        + " A ratio compares turns of the same round. CPU is the server's processor time.",
                database.version(),
                forumThreads,
                tool() == LoadTool.WRK ? "wrk" : "a client in Java",
                connections,
                pin
                        ? "servers have processor 0, the client has processor 1"
                        : "servers and client share the processors");
    }

    private void check() {
        if (rounds < 1) {
            throw options.wrong("--rounds is " + rounds + "; it must be at least 1");
        }
        if (connections < 1) {
            throw options.wrong("--connections is " + connections + "; it must be at least 1");
        }
        if (client != null && !Set.of("wrk", "java").contains(client)) {
            throw options.wrong("--client is " + client + "; it must be wrk or java");
        }
        for (String name : names()) {
            if (!Names.all().contains(name)) {
                throw options.wrong("--variants has " + name + "; there are " + String.join(", ", Names.all()));
            }
        }
        if (recordings != null && !Files.isDirectory(recordings)) {
            throw options.wrong("--jfr is " + recordings + ", which is no folder; make it first");
        }
        if (!Files.isReadable(serverJar)) {
            throw options.wrong("--server-jar is " + serverJar + ", which is not there; build it with"
                    + " mvn -pl forum-server -am package, or name another");
        }
    }

    private List<String> names() {
        return variants == null ? Names.all() : variants;
    }

    private LoadTool tool() {
        return client == null ? LoadTool.best() : client.equals("wrk") ? LoadTool.WRK : LoadTool.JAVA;
    }

    private List<String> clientPrefix() {
        return pin ? List.of("taskset", "-c", "1") : List.of();
    }

    private void start(HttpStage stage, HttpVariant.Surroundings surroundings, Report report)
            throws InterruptedException {
        List<HttpVariant> all = new ArrayList<>(HttpVariant.all(surroundings).values());
        // The first makes the tables and fills them.
        URI origin = start(stage, all.remove(0));
        all.add(HttpVariant.constant(origin.toString()));
        for (HttpVariant variant : all) {
            if (names().contains(variant.name())) {
                startOrLeaveOut(stage, variant, report);
            }
        }
    }

    /** Nobody watches a run of minutes: what a server of another version refuses shall not end it. */
    private void startOrLeaveOut(HttpStage stage, HttpVariant variant, Report report) throws InterruptedException {
        try {
            start(stage, variant);
        } catch (IllegalStateException e) {
            options.progress(String.valueOf(e.getMessage()));
            report.note("Left out, because it did not start: " + variant.title() + ".");
        }
    }

    private URI start(HttpStage stage, HttpVariant variant) throws InterruptedException {
        options.progress("http: starting " + variant.title());
        return stage.start(recordings == null ? variant : variant.recorded(recordings))
                .uri();
    }

    private void warmUp(HttpStage stage, HttpContest contest, List<HttpCase> cases) throws InterruptedException {
        for (HttpVariant variant : stage.variants()) {
            options.progress("http: warming up " + variant.title());
            contest.warmUp(variant, cases, Duration.ofNanos((long) (warmUp * 1e9)));
        }
    }
}
