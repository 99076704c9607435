package org.forumcache.benchmarks.jmh;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.forumcache.EntryKey;
import org.forumcache.ThreadListQuery;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Building a key from what a request names, in nanoseconds. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class Key {
    private final Map<String, Object> filters = new LinkedHashMap<>();
    private int page;

    public Key() {
        filters.put("search", "repotting in winter");
        filters.put("tags", List.of("orchids", "beginners"));
        filters.put("sort", "-created_at");
    }

    @Benchmark
    public EntryKey thread() {
        return EntryKey.thread("thread-with-a-usual-title-" + page++);
    }

    @Benchmark
    public EntryKey list() {
        return EntryKey.threadList(ThreadListQuery.of("orchids", 1 + (page++ & 1023), 20));
    }

    @Benchmark
    public EntryKey listWithFilters() {
        return EntryKey.threadList(new ThreadListQuery("orchids", 1 + (page++ & 1023), 20, filters));
    }
}
