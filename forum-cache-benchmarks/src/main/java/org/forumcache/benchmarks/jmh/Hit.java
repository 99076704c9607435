package org.forumcache.benchmarks.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** A look-up of what is cached, in the nanoseconds that it takes the thread. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Hit {

    @Benchmark
    public Object hit(Cache cache, Cache.Cursor cursor) {
        return cache.peer().hit(cursor.next());
    }
}
