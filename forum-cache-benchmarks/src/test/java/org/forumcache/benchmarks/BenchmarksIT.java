package org.forumcache.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.forumcache.redis.server.RedisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every command runs for a moment and reports its figures; what they are is not looked at. */
class BenchmarksIT {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void hitsAreComparedWithABareClient() throws IOException {
        JsonNode report = run("redis-hit", "--seconds=0.05", "--rounds=1", "--threads=2");

        assertThat(report.at("/tables")).hasSize(3);
        assertThat(report.at("/tables/0/rows/0/operation").asString()).isEqualTo("GET");
        assertThat(report.at("/tables/2/rows/1/per second, median").asDouble()).isPositive();
        assertThat(report.at("/targets/0/value").asDouble()).isPositive();
    }

    @Test
    void invalidationsAreTimedInEveryKeySpace() throws IOException {
        JsonNode report = run("redis-invalidate", "--keys=600,1200", "--samples=1", "--scans=1", "--threads=2");

        assertThat(report.at("/tables/0/rows")).hasSize(2);
        assertThat(report.at("/tables/0/rows/1/keys").asInt()).isEqualTo(1200);
        assertThat(report.at("/tables/0/rows/1/Forum Cache, p99").asDouble()).isPositive();
        assertThat(report.at("/targets")).hasSize(3);
    }

    @Test
    void readersOfAllProcessesAreCounted() throws IOException {
        JsonNode report = run(
                "redis-herd", "--processes=2", "--readers=4", "--rounds=1", "--load-millis=5", "--timeout-millis=5000");

        assertThat(report.at("/tables/0/title").asString()).startsWith("4 readers in 2 processes");
        assertThat(report.at("/tables/0/rows/0/loads in all rounds").asInt()).isPositive();
    }

    /** Here the figures are looked at: a crawler of fifty thousand lists must not push out what people read. */
    @Test
    void theHotSetOutlastsACrawler() throws IOException {
        JsonNode report = run("crawl", "--keys=50000", "--hot=2000", "--threads=4");

        assertThat(report.at("/tables/0/rows")).hasSize(7);
        assertThat(report.at("/targets"))
                .hasSize(4)
                .allSatisfy(target -> assertThat(target.at("/met").asBoolean())
                        .as(target.toString())
                        .isTrue());
        // The foil: where recency alone decides, the crawler wins.
        assertThat(report.at("/tables/0/rows/0/during ~ before".replace("~", "~1"))
                        .asDouble())
                .isLessThan(0.95);
        assertThat(report.at("/tables/0/rows/4/lists left").asInt()).isLessThan(500);
    }

    @Test
    void bytesOfPagesAreMeasured() throws IOException {
        JsonNode report = run("redis-bytes", "--pages=2");

        assertThat(report.at("/tables/0/rows")).hasSize(2);
        assertThat(report.at("/tables/0/rows/0/times less memory").asDouble()).isGreaterThan(1);
    }

    @Test
    void aPageTakesHalfOfWhatSpringDataRedisNeeds() throws IOException {
        JsonNode report = run("bytes", "--pages=2000");

        assertThat(report.at("/tables/0/rows")).hasSize(2);
        assertThat(report.at("/targets"))
                .hasSize(4)
                .allSatisfy(target -> assertThat(target.at("/met").asBoolean())
                        .as(target.toString())
                        .isTrue());
    }

    @Test
    void aRedisThatWasNamedIsEmptyAfterwards() throws IOException {
        try (RedisServer server = RedisServer.open()) {
            run("redis-bytes", "--pages=2", "--uri=" + server.uri());

            assertThat(server.command("DBSIZE")).isEqualTo("0");
        }
    }

    @Test
    void aRedisWithDataIsLeftAlone() {
        try (RedisServer server = RedisServer.open()) {
            server.command("SET", "somebody", "else");

            int status = execute("redis-bytes", "--pages=2", "--uri=" + server.uri());

            assertThat(status).isEqualTo(CommandLine.ExitCode.USAGE);
            assertThat(err.toString()).contains("holds 1 keys");
            assertThat(server.command("GET", "somebody")).isEqualTo("else");
        }
    }

    private JsonNode run(String... arguments) throws IOException {
        String[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = "--report=" + folder;
        int status = execute(all);
        assertThat(status).as(err.toString()).isEqualTo(CommandLine.ExitCode.OK);
        assertThat(out.toString()).startsWith("## " + arguments[0]);
        return JsonMapper.shared().readTree(Files.readString(folder.resolve(arguments[0] + ".json")));
    }

    private int execute(String... arguments) {
        return Benchmarks.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
