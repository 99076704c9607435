package org.forumcache.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class BenchmarksTest {
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource({
        "jmh, --forks=0",
        "jmh, --include=nothing-of-this-name",
        "jmh, --include=(",
        "jmh, --seconds=0",
        "invalidate, --keys=10",
        "contracts, --keys=0",
        "redis-hit, --rounds=0",
        "redis-invalidate, --keys=10",
        "redis-herd, --processes=0",
        "redis-bytes, --pages=0",
        "bytes, --pages=0",
        "consistency, --nodes=0",
        "consistency, --seconds=0",
        "consistency, --protocol=hope",
        "http, --rounds=0",
        "http, --connections=0",
        "http, --client=hope",
        "http, --variants=hope",
        "http, --server-jar=hope",
        "replay, --requests=0",
        "replay, --writes=100",
        "replay, --zipf=0",
        "replay, --behaviours=HOPE",
        "replay, --server-jar=hope"
    })
    void optionsThatCannotBeUsedAreNamed(String command, String option) {
        int status = execute(command, option);

        assertThat(status).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains(option.substring(0, option.indexOf('=')));
    }

    @Test
    void helpNamesEveryCommandButThoseForItself() {
        String usage = Benchmarks.commandLine().getUsageMessage();

        assertThat(usage)
                .contains("redis-hit", "redis-invalidate", "redis-herd", "redis-bytes", "consistency", "http", "replay")
                .doesNotContain("redis-herd-readers");
    }

    private int execute(String... arguments) {
        return Benchmarks.commandLine().setErr(new PrintWriter(err, true)).execute(arguments);
    }
}
