package org.forumcache.benchmarks.jmh;

import java.util.Objects;
import org.forumcache.benchmarks.peers.Kind;
import org.forumcache.benchmarks.peers.Peer;
import org.forumcache.benchmarks.peers.Workload;
import org.forumcache.benchmarks.peers.Workload.Shape;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The cache that a fork measures, filled. */
@State(Scope.Benchmark)
public class Cache {
    @Param("CAFFEINE")
    private Kind kind = Kind.CAFFEINE;

    @Param("THREAD_4K")
    private Shape shape = Shape.THREAD_4K;

    /** The address of a Redis with nothing in it. */
    @Param("redis://localhost")
    private String redis = "";

    private @Nullable Peer peer;

    @Setup(Level.Trial)
    public void open() {
        peer = kind.open(new Workload(shape), redis);
    }

    @TearDown(Level.Trial)
    public void close() {
        peer().close();
    }

    Peer peer() {
        return Objects.requireNonNull(peer);
    }

    /** The place of one thread among the keys. */
    @State(Scope.Thread)
    public static class Cursor {
        /** Prime, so that all keys have their turn, in no order that memory is read ahead in. */
        private static final int STEP = 389;

        private int place;

        int next() {
            place = (place + STEP) & (Workload.KEYS - 1);
            return place;
        }
    }
}
