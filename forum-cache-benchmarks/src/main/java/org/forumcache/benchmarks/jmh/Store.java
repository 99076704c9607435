package org.forumcache.benchmarks.jmh;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.forumcache.benchmarks.peers.Workload;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What makes a document cached, in microseconds: a miss with all that follows from it, or a plain store. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Store {

    /** Numbers that have not been stored, so that each look-up misses. */
    @State(Scope.Benchmark)
    public static class Fresh {
        private final AtomicInteger next = new AtomicInteger(Workload.KEYS);

        int next() {
            return next.getAndIncrement();
        }
    }

    @Benchmark
    public Object miss(Cache cache, Fresh fresh) {
        return cache.peer().miss(fresh.next());
    }

    @Benchmark
    public void set(Cache cache, Cache.Cursor cursor) {
        cache.peer().put(cursor.next());
    }
}
