package org.forumcache.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands that start whole servers run for a moment; what their figures are is not looked at. */
class ForumServersIT {
    private static final String SERVER = "--server-jar=../forum-server/target/forum-server.jar";

    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void serversAreComparedOverHttp() throws IOException {
        JsonNode report = run(
                "http",
                SERVER,
                "--variants=controller,redis,caffeine,spring-redis,none,constant",
                "--seconds=0.3",
                "--rounds=1",
                "--warm-up=0.3",
                "--connections=2",
                "--client=java",
                "--forum-threads=25",
                "--jfr=" + folder);

        assertThat(report.at("/tables")).hasSize(6);
        assertThat(report.at("/tables/0/rows")).hasSize(7);
        report.at("/tables/0/rows")
                .forEach(
                        row -> assertThat(row.get("requests per second, median").asDouble())
                                .isPositive());
        assertThat(report.at("/tables/4/rows/0/bytes of the body").asInt()).isZero();
        assertThat(report.at("/targets")).hasSize(3);
        assertThat(folder.resolve("http-1.svg")).isNotEmptyFile();
        assertThat(folder.resolve("filter.jfr")).isNotEmptyFile();
    }

    @Test
    void visitorsAreReplayedWithAndWithoutTheCache() throws IOException {
        JsonNode report = run(
                "replay",
                SERVER,
                "--behaviours=LOBSTERS,RUBBOS_BROWSE_ONLY",
                "--zipf=0.8",
                "--writes=0,5",
                "--requests=400",
                "--uncached-requests=100",
                "--threads=4",
                "--forum-threads=60");

        JsonNode rows = report.at("/tables/0/rows");
        assertThat(rows).hasSize(3);
        rows.forEach(row -> {
            assertThat(row.get("requests").asInt()).isEqualTo(400);
            assertThat(row.get("overall").asDouble()).isBetween(20.0, 100.0);
            assertThat(row.get("database reads saved, %").asDouble()).isPositive();
        });
        assertThat(report.at("/tables/1/rows")).hasSize(3);
        assertThat(report.at("/targets")).hasSize(4);
    }

    @Test
    void aPolicyWithoutKnowledgeOfTheFutureLiesBelowTheOptimum() throws IOException {
        JsonNode report = run("replay", "--trace");

        report.at("/tables/0/rows").forEach(row -> {
            double ours = row.get("Forum Cache, embedded").asDouble();
            assertThat(ours).isLessThan(row.get("optimum").asDouble());
            assertThat(ours).isGreaterThan(row.get("LRU").asDouble() - 2);
        });
    }

    private JsonNode run(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--docs=" + folder);
        int status = Benchmarks.commandLine()
                .setOut(new PrintWriter(new StringWriter(), true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
        assertThat(status).as(err.toString()).isEqualTo(CommandLine.ExitCode.OK);
        return JsonMapper.shared().readTree(Files.readString(folder.resolve(arguments[0] + ".json")));
    }
}
