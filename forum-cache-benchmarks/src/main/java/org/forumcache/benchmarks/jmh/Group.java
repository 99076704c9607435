package org.forumcache.benchmarks.jmh;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.forumcache.benchmarks.peers.Lists;
import org.forumcache.benchmarks.peers.Way;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Invalidating a category whose lists are all cached, in microseconds; they are cached again before each time. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
public class Group {
    @Param("OURS_EMBEDDED")
    private Way way = Way.OURS_EMBEDDED;

    @Param("1000")
    private int lists;

    /** The address of a Redis with nothing in it. */
    @Param("redis://localhost")
    private String redis = "";

    private @Nullable Lists cached;

    @Setup(Level.Trial)
    public void open() {
        cached = way.open(redis);
    }

    @Setup(Level.Invocation)
    public void fill() {
        Objects.requireNonNull(cached).fill(lists);
    }

    @Benchmark
    public void invalidate() {
        Objects.requireNonNull(cached).invalidate();
    }

    @TearDown(Level.Trial)
    public void close() {
        Objects.requireNonNull(cached).close();
    }
}
