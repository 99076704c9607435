package org.forumcache.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.forumcache.EntryKey;
import org.forumcache.ThreadListQuery;

/**
 * People who read the threads of a hot set, the n-th with a chance in proportion to 1/n^0.8, and beside them a crawler:
 * for each of their reads it asks for one list that nobody has asked for, by turns a search and a further page.
 */
final class Sweep {
    private static final double SKEW = 0.8;
    private static final int ROUNDS = 20;

    private final CrawledCache cache;
    private final int keys;
    private final int threads;
    private final List<EntryKey> hotSet;
    private final double[] chances;
    private final String text;

    Sweep(CrawledCache cache, int hot, int keys, int threads) {
        this.cache = cache;
        this.keys = keys;
        this.threads = threads;
        this.hotSet = IntStream.range(0, hot)
                .mapToObj(i -> EntryKey.thread("thread-with-a-usual-title-" + i))
                .toList();
        this.chances = chances(hot);
        this.text = new Random(1)
                .ints(850, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    CrawledCache.Rates run(String name) {
        hotSet.forEach(this::read);
        var unused = hitRate(ROUNDS * hotSet.size(), i -> {});
        double before = hitRate(ROUNDS * hotSet.size(), i -> {});
        double during = hitRate(keys, i -> read(list(i)));
        long left = cache.left();
        double after = hitRate(hotSet.size(), i -> {});
        return new CrawledCache.Rates(name, before, during, after, left);
    }

    /** The share of hits among so many reads of the hot set, before each of which something else is done. */
    private double hitRate(int reads, IntConsumer beforeEach) {
        LongAdder hits = new LongAdder();
        List<Thread> readers = IntStream.range(0, threads)
                .mapToObj(first -> new Thread(() -> {
                    Random random = new Random(first);
                    for (int i = first; i < reads; i += threads) {
                        beforeEach.accept(i);
                        if (read(hotSet.get(drawn(random)))) {
                            hits.increment();
                        }
                    }
                }))
                .toList();
        readers.forEach(Thread::start);
        readers.forEach(Sweep::join);
        return hits.doubleValue() / reads;
    }

    private boolean read(EntryKey key) {
        return cache.hits(key, () -> Optional.of(Map.of("text", text)));
    }

    private static EntryKey list(int i) {
        return EntryKey.threadList(
                i % 2 == 0
                        ? new ThreadListQuery("orchids", 1, 20, Map.of("search", "word" + i))
                        : ThreadListQuery.of("orchids", 10 + i, 20));
    }

    private int drawn(Random random) {
        int low = 0;
        int high = chances.length - 1;
        double wanted = random.nextDouble() * chances[high];
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (chances[middle] < wanted) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static double[] chances(int count) {
        double[] sums = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += 1 / Math.pow(i + 1, SKEW);
            sums[i] = sum;
        }
        return sums;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
