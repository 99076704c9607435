package org.forumcache.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.forumcache.benchmarks.http.LoadJob;
import org.forumcache.benchmarks.http.LoadResult;
import org.forumcache.benchmarks.http.LoadTool;
import org.forumcache.benchmarks.http.ServerProcess;

/** Loads one server after the other, in turns, so that whatever else the machine does meets all of them. */
final class HttpContest {
    private final HttpStage stage;
    private final LoadTool tool;
    private final Effort effort;

    /**
     * How much load.
     *
     * @param clientPrefix what the command line of the client begins with
     * @param progress is told of every round
     */
    record Effort(int connections, int rounds, List<String> clientPrefix, Consumer<String> progress) {}

    /**
     * One turn of a server.
     *
     * @param cpuMicros the server's processor time of a request
     */
    record Turn(LoadResult seen, double cpuMicros) {}

    /**
     * All turns of the servers that a question was asked, round by round.
     *
     * @param bytes the size of each one's answer, as sent
     */
    record Results(Map<HttpVariant, List<Turn>> turns, Map<HttpVariant, Integer> bytes) {}

    HttpContest(HttpStage stage, LoadTool tool, Effort effort) {
        this.stage = stage;
        this.tool = tool;
        this.effort = effort;
    }

    /** Has the server compile what the questions need. */
    void warmUp(HttpVariant variant, List<HttpCase> cases, Duration time) throws InterruptedException {
        for (HttpCase question : cases) {
            if (!question.needsTags() || variant.sendsTags()) {
                Duration part = time.dividedBy(cases.size());
                tool(question).run(job(variant, question, part), effort.clientPrefix);
            }
        }
    }

    /**
     * Asks every server what it can answer. A round asks everything of everybody, so that a slow minute of the machine
     * meets all questions and all servers.
     *
     * @param time for which a server is asked one question in all rounds together
     */
    Map<HttpCase, Results> run(List<HttpCase> questions, Duration time) throws InterruptedException {
        Map<HttpCase, Results> all = new LinkedHashMap<>();
        for (HttpCase question : questions) {
            all.put(question, prepared(question));
        }
        List<HttpVariant> order = new ArrayList<>(stage.variants());
        for (int round = 1; round <= effort.rounds; round++) {
            effort.progress.accept("http: round " + round + " of " + effort.rounds);
            for (Map.Entry<HttpCase, Results> entry : all.entrySet()) {
                round(entry.getKey(), entry.getValue(), order, time.dividedBy(effort.rounds));
            }
            order.add(order.remove(0));
        }
        return all;
    }

    private Results prepared(HttpCase question) throws InterruptedException {
        Results results = new Results(new LinkedHashMap<>(), new LinkedHashMap<>());
        for (HttpVariant variant : stage.variants()) {
            if (!question.needsTags() || variant.sendsTags()) {
                results.turns.put(variant, new ArrayList<>());
                List<String> headers = question.headers(stage.etag(variant, question));
                results.bytes.put(variant, stage.check(variant, question, headers));
            }
        }
        return results;
    }

    private void round(HttpCase question, Results results, List<HttpVariant> order, Duration time)
            throws InterruptedException {
        Duration share = Duration.ofNanos((long) (time.toNanos() * question.share()));
        for (HttpVariant variant : order) {
            List<Turn> turns = results.turns.get(variant);
            if (turns != null) {
                turns.add(turn(variant, question, share));
            }
        }
    }

    private Turn turn(HttpVariant variant, HttpCase question, Duration time) throws InterruptedException {
        LoadJob job = job(variant, question, time);
        ServerProcess server = stage.server(variant);
        Duration before = server.cpu();
        LoadResult seen = tool(question).run(job, effort.clientPrefix);
        Duration used = server.cpu().minus(before);
        if (seen.errors() > 0) {
            throw new IllegalStateException(
                    variant.title() + " failed " + seen.errors() + " times at " + question.title());
        }
        return new Turn(seen, used.toNanos() / 1e3 / Math.max(1, seen.requests()));
    }

    private LoadTool tool(HttpCase question) {
        return question.toolInsteadOf(tool);
    }

    private LoadJob job(HttpVariant variant, HttpCase question, Duration time) throws InterruptedException {
        List<String> headers = question.headers(stage.etag(variant, question));
        return new LoadJob(stage.uri(variant, question.path()), question.method(), headers, effort.connections, time);
    }
}
