package org.forumcache.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.BitSet;
import java.util.Collection;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.forumcache.CacheKeys;
import org.forumcache.Invalidation;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a long outage leaves behind is applied at the relay's full speed, and requests that use the same pool of
 * connections go on meanwhile. {@code -Ddurable.rows=1000000} makes the outage a longer one.
 */
class BacklogDrainIT {
    /** A thousand rows a second. */
    private static final Duration PATIENCE = Duration.ofMillis(Math.max(60_000, Long.getLong("durable.rows", 50_000)));

    private static final int ROWS = Integer.getInteger("durable.rows", 50_000);
    private static final String KEY = CacheKeys.thread("t-");

    private final NotingBackend backend = new NotingBackend();

    @Test
    void backlogIsAppliedWholeWhileRequestsGoOn() throws Exception {
        try (TestDatabase database = TestDatabase.postgres();
                DurableNode node = DurableNode.start(backend, database.dataSource())) {
            node.stopRelay();
            database.execute("create table thread (id integer primary key, title text)");
            database.execute("insert into thread select n, 'title' from generate_series(1, 10000) n");
            database.execute("insert into cache_invalidation (format, entry_keys, entry_groups)" + " select 1, '" + KEY
                    + "' || n, 'plants all' from generate_series(1, " + ROWS + ") n");
            Requests requests = new Requests(node, database);
            ExecutorService threads = Executors.newFixedThreadPool(2);
            Future<?> readers = threads.submit(requests);

            long start = System.nanoTime();
            node.bean(RelayThread.class).start();
            await().atMost(PATIENCE).until(() -> backend.noted() >= ROWS && isDrained(database));
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            requests.stopped = true;
            readers.get();
            threads.shutdown();

            System.out.printf(
                    "drained %,d rows in %,d ms: %,.0f rows/s; %,d requests meanwhile, the slowest took %,d ms%n",
                    ROWS, took.toMillis(), ROWS * 1e9 / took.toNanos(), requests.answered, requests.slowest.toMillis());
            assertThat(backend.noted()).isEqualTo(ROWS);
            assertThat(requests.slowest).isLessThan(Duration.ofSeconds(5));
            assertThat(node.pending().count()).isLessThanOrEqualTo(ROWS);
        }
    }

    /** Besides the records of the writes that go on. */
    private static boolean isDrained(TestDatabase database) {
        return database.count("cache_invalidation where entry_keys like '" + KEY + "%'") == 0;
    }

    /** Reads and writes of an application, one after another. */
    private static final class Requests implements Runnable {
        private final DurableNode node;
        private final JdbcClient jdbc;
        private volatile boolean stopped;
        private Duration slowest = Duration.ZERO;
        private int answered;

        Requests(DurableNode node, TestDatabase database) {
            this.node = node;
            this.jdbc = JdbcClient.create(database.dataSource());
        }

        @Override
        public void run() {
            while (!stopped) {
                long start = System.nanoTime();
                request(answered++ % 10_000);
                Duration took = Duration.ofNanos(System.nanoTime() - start);
                slowest = took.compareTo(slowest) > 0 ? took : slowest;
            }
        }

        private void request(int id) {
            if (id % 10 == 0) {
                Runnable change = () -> jdbc.sql("update thread set title = 'new' where id = ?")
                        .param(id)
                        .update();
                node.write(change, Invalidation.thread("written"));
            } else {
                jdbc.sql("select title from thread where id = ?")
                        .param(id)
                        .query(String.class)
                        .optional();
            }
        }
    }

    /** Notes which of the rows were applied. */
    private static final class NotingBackend extends RecordingBackend {
        private final BitSet seen = new BitSet(ROWS);

        @Override
        public synchronized void invalidate(Collection<String> keys, Collection<String> groups) {
            keys.stream()
                    .filter(key -> key.startsWith(KEY))
                    .forEach(key -> seen.set(Integer.parseInt(key.substring(KEY.length()))));
        }

        synchronized int noted() {
            return seen.cardinality();
        }
    }
}
