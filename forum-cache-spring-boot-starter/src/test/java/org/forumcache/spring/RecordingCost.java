package org.forumcache.spring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.forumcache.Invalidation;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Measures what recording adds to a write: transactions that update one row and publish one event, with and without a
 * record, in turns, on one PostgreSQL that waits for its disk. The backend costs nothing. Prints milliseconds.
 */
final class RecordingCost {
    private static final int WARM_UP = 2_000;
    private static final int WRITES = 10_000;
    private static final Invalidation OUTDATED =
            Invalidation.thread("ficus-benjamina-yellow-leaves-1a2b3c").and(Invalidation.threadLists("houseplants"));

    private RecordingCost() {}

    /** With one thread that writes, then with four. */
    public static void main(String[] arguments) throws Exception {
        try (TestDatabase database = TestDatabase.postgres()) {
            database.setDefault("synchronous_commit", "on");
            database.execute("create table thread (id integer primary key, title text)");
            database.execute("insert into thread select n, 'title' from generate_series(0, 999) n");
            try (DurableNode without =
                            DurableNode.start(new NoBackend(), database.dataSource(), "forum.cache.durable=false");
                    DurableNode with = DurableNode.start(new NoBackend(), database.dataSource())) {
                for (int threads : new int[] {1, 4}) {
                    measure(threads, database, without, with);
                }
            }
        }
    }

    private static void measure(int threads, TestDatabase database, DurableNode without, DurableNode with)
            throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Future<long[][]>> parts = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int number = i;
            parts.add(pool.submit(() -> inTurns(number, database, without, with)));
        }
        long[][] all = new long[2][0];
        for (Future<long[][]> part : parts) {
            for (int side = 0; side < 2; side++) {
                all[side] = joined(all[side], part.get()[side]);
            }
        }
        pool.shutdown();
        System.out.printf("%d thread(s), %d writes each way and thread%n", threads, WRITES);
        print("without", all[0]);
        print("with", all[1]);
    }

    private static long[][] inTurns(int number, TestDatabase database, DurableNode without, DurableNode with) {
        JdbcClient jdbc = JdbcClient.create(database.dataSource());
        long[][] nanos = new long[2][WRITES];
        for (int i = -WARM_UP; i < WRITES; i++) {
            int id = (number * 250) + Math.floorMod(i, 250);
            Runnable change = () -> jdbc.sql("update thread set title = 'new' where id = ?")
                    .param(id)
                    .update();
            for (int turn = 0; turn < 2; turn++) {
                // Who comes first changes, so that neither always follows the other's commit
                int side = (i + turn) & 1;
                long start = System.nanoTime();
                (side == 0 ? without : with).write(change, OUTDATED);
                if (i >= 0) {
                    nanos[side][i] = System.nanoTime() - start;
                }
            }
        }
        return nanos;
    }

    private static long[] joined(long[] some, long[] others) {
        long[] all = Arrays.copyOf(some, some.length + others.length);
        System.arraycopy(others, 0, all, some.length, others.length);
        return all;
    }

    private static void print(String name, long[] nanos) {
        Arrays.sort(nanos);
        System.out.printf(
                "  %-8s mean %.3f  p50 %.3f  p99 %.3f ms%n",
                name,
                Arrays.stream(nanos).average().orElse(0) / 1e6,
                nanos[nanos.length / 2] / 1e6,
                nanos[nanos.length * 99 / 100] / 1e6);
    }

    /** Takes invalidations and does nothing. */
    private static final class NoBackend extends RecordingBackend {
        @Override
        public void invalidate(Collection<String> keys, Collection<String> groups) {}
    }
}
