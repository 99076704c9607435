package org.forumcache.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every command that compares this cache with others runs for a moment; what the figures are is not looked at. */
class PeersIT {
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void operationsAreMeasuredInProcessesOfTheirOwn() throws IOException {
        JsonNode report = run(
                "jmh",
                "--seconds=0.03",
                "--include=^hit/THREAD_4K/1/(CAFFEINE_BOUNDED|OURS_EMBEDDED|SPRING)|^redis-hit/THREAD_4K/8/(LETTUCE$|OURS)");

        assertThat(report.at("/tables/0/rows")).hasSize(3);
        assertThat(report.at("/tables/0/rows/0/times bounded Caffeine").asDouble())
                .isEqualTo(1);
        assertThat(report.at("/tables/0/rows/1/ns, 1 thread").asDouble()).isPositive();
        assertThat(report.at("/tables/1/rows")).hasSize(2);
        assertThat(report.at("/targets")).hasSize(3);
        assertThat(Files.readString(folder.resolve("jmh.md"))).contains("](jmh-1.svg)", "](jmh-2.svg)");
    }

    @Test
    void invalidationsAreTimedInAndOutsideThisProcess() throws IOException {
        JsonNode report = run("invalidate", "--keys=60,120", "--lists=50", "--samples=1", "--seconds=0.1");

        assertThat(report.at("/tables/0/rows")).hasSize(8);
        assertThat(report.at("/tables/1/rows")).hasSize(14);
        assertThat(report.at("/tables/1/rows/0/median").asDouble()).isPositive();
        assertThat(report.at("/targets")).hasSize(2);
        assertThat(folder.resolve("invalidate-2.svg")).isNotEmptyFile();
    }

    @Test
    void contractsAreKeptOrNotOnBothBackends() throws IOException {
        JsonNode report = run("contracts", "--keys=200", "--seconds=0.05");

        assertThat(report.at("/tables")).hasSize(2);
        assertThat(report.at("/tables/0/rows")).hasSize(14);
        assertThat(report.at("/tables/1/rows/0/p99, ms").asDouble()).isPositive();
        assertThat(folder.resolve("contracts-1.svg")).isNotEmptyFile();
    }

    private JsonNode run(String... arguments) throws IOException {
        String[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = "--docs=" + folder;
        int status = Benchmarks.commandLine()
                .setOut(new PrintWriter(new StringWriter(), true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
        assertThat(status).as(err.toString()).isEqualTo(CommandLine.ExitCode.OK);
        return JsonMapper.shared().readTree(Files.readString(folder.resolve(arguments[0] + ".json")));
    }
}
