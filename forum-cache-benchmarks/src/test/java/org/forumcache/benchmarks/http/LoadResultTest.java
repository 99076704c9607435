package org.forumcache.benchmarks.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LoadResultTest {

    @Test
    void theLastLineOfJsonIsTheResult() {
        String output = """
                Running 2s test @ http://127.0.0.1:8080/
                  1 threads and 32 connections
                Requests/sec:  50000.00
                {"requests":100000,"micros":2000000,"errors":3,"p50":500,"p99":900,"p999":1500}
                """;

        LoadResult result = LoadResult.parse(output);

        assertThat(result.perSecond()).isEqualTo(50_000);
        assertThat(result.errors()).isEqualTo(3);
        assertThat(result.p999()).isEqualTo(1500);
    }

    @Test
    void outputWithoutResultIsShown() {
        assertThatThrownBy(() -> LoadResult.parse("unable to connect")).hasMessageContaining("unable to connect");
    }

    @Test
    void aResultThatLacksAFigureIsRefused() {
        assertThatThrownBy(() -> LoadResult.parse("{\"requests\":1,\"micros\":1,\"errors\":0,\"p50\":1,\"p99\":1}"))
                .hasMessageContaining("p999");
    }

    @Test
    void percentilesAreThoseThatSoManyDoNotExceed() {
        long[] nanos = new long[1000];
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] = (1000 - i) * 1000L;
        }

        LoadResult result = LoadResult.of(nanos, 1_000_000, 0);

        assertThat(result.p50()).isEqualTo(500);
        assertThat(result.p99()).isEqualTo(990);
        assertThat(result.p999()).isEqualTo(999);
        assertThat(LoadResult.parse(result.line())).isEqualTo(result);
    }
}
