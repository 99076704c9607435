package org.forumcache.benchmarks.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.forumcache.benchmarks.http.KeptConnection;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Many visitors of a forum at once, each with a connection of their own. Closing it lets them go. */
public final class Visitors implements AutoCloseable {
    private static final long SEED = 20_181_203;

    private final Inventory inventory;
    private final String token;
    private final int count;
    private final ExecutorService threads;

    private Visitors(Inventory inventory, String token, int count) {
        this.inventory = inventory;
        this.token = token;
        this.count = count;
        this.threads = Executors.newFixedThreadPool(count);
    }

    /**
     * Visitors of the forum in that database.
     *
     * @param token lets them write
     */
    public static Visitors of(JdbcClient database, String token, int count) {
        return new Visitors(Inventory.read(database), token, count);
    }

    /**
     * Does what the cell says, from a new start.
     *
     * @param requests after how many it is enough
     * @param time after how long it is enough in any case
     */
    public Tally visit(URI forum, Cell cell, int requests, Duration time) throws InterruptedException {
        AtomicInteger left = new AtomicInteger(requests);
        long deadline = System.nanoTime() + time.toNanos();
        List<Future<Tally>> tallies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(SEED + i);
            tallies.add(threads.submit(() -> visit(forum, cell, random, left, deadline)));
        }
        Tally all = new Tally();
        for (Future<Tally> tally : tallies) {
            try {
                all.add(tally.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException("a visitor could not go on at " + cell, e.getCause());
            }
        }
        return all;
    }

    private Tally visit(URI forum, Cell cell, UniformRandomProvider random, AtomicInteger left, long deadline) {
        Tally tally = new Tally();
        Workload reads = cell.behaviour().workload(random);
        Shares<Step> writes = LobstersMix.writes();
        Requests requests = new Requests(inventory, cell.zipf(), token, random);
        try (KeptConnection connection = KeptConnection.to(forum)) {
            while (left.getAndDecrement() > 0 && System.nanoTime() < deadline) {
                Step step = random.nextDouble() < cell.writes() ? writes.draw(random) : reads.nextRead();
                byte[] request = requests.request(step);
                long begin = System.nanoTime();
                String head = connection.exchange(request);
                double millis = (System.nanoTime() - begin) / 1e6;
                tally.add(step.kind(), head.contains("\r\nX-Cache: HIT\r\n"), millis);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the forum cannot be asked", e);
        }
        return tally;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
