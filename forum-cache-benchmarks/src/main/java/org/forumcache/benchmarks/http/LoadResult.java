package org.forumcache.benchmarks.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a client saw.
 *
 * @param errors answers that were none, or that said so
 * @param p50 latency in microseconds that half of the requests did not exceed; of the others likewise
 */
public record LoadResult(
        @JsonProperty(required = true) long requests,
        @JsonProperty(required = true) long micros,
        @JsonProperty(required = true) long errors,
        @JsonProperty(required = true) double p50,
        @JsonProperty(required = true) double p99,
        @JsonProperty(required = true) double p999) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Of the latencies of all requests in nanoseconds, in any order. */
    static LoadResult of(long[] nanos, long micros, long errors) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new LoadResult(sorted.length, micros, errors, at(sorted, 0.5), at(sorted, 0.99), at(sorted, 0.999));
    }

    private static double at(long[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)] / 1e3;
    }

    /** Reads the last line that is a result; what clients print before it is for people. */
    static LoadResult parse(String output) {
        String[] lines = output.lines().filter(line -> line.startsWith("{")).toArray(String[]::new);
        if (lines.length == 0) {
            throw new IllegalStateException("the client printed no result:\n" + output);
        }
        return JSON.readValue(lines[lines.length - 1], LoadResult.class);
    }

    /** As one line of JSON, which {@link #parse} reads. */
    String line() {
        return JSON.writeValueAsString(this);
    }

    public double perSecond() {
        return requests / (micros / 1e6);
    }
}
