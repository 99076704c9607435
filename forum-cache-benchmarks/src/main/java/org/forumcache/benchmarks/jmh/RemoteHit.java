package org.forumcache.benchmarks.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** Look-ups of what is cached in Redis, in how many all threads make in a second. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class RemoteHit {

    @Benchmark
    public Object hit(Cache cache, Cache.Cursor cursor) {
        return cache.peer().hit(cursor.next());
    }
}
