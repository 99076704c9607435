package org.forumcache.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
     */
    record Effort(int connections, int rounds, List<String> clientPrefix) {}

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

    /** Asks every server that can answer it, for that long in all. */
    Results run(HttpCase question, Duration time) throws InterruptedException {
        Results results = new Results(new LinkedHashMap<>(), new LinkedHashMap<>());
        for (HttpVariant variant : stage.variants()) {
            if (!question.needsTags() || variant.sendsTags()) {
                results.turns.put(variant, new ArrayList<>());
                List<String> headers = question.headers(stage.etag(variant, question));
                results.bytes.put(variant, stage.check(variant, question, headers));
            }
        }
        List<HttpVariant> order = new ArrayList<>(results.turns.keySet());
        for (int round = 0; round < effort.rounds; round++) {
            for (HttpVariant variant : order) {
                List<Turn> turns = results.turns.computeIfAbsent(variant, first -> new ArrayList<>());
                turns.add(turn(variant, question, time.dividedBy(effort.rounds)));
            }
            order.add(order.remove(0));
        }
        return results;
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
