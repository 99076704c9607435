package org.forumcache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.forumcache.CacheBackend;
import org.forumcache.CacheOutcome;
import org.forumcache.CacheRead;
import org.forumcache.EntryKey;
import org.forumcache.ForumCacheService;
import org.forumcache.ForumEvent;
import org.forumcache.Invalidation;
import org.forumcache.ThreadListQuery;
import org.forumcache.redis.server.Jitter;

/**
 * Two or more cache nodes on one Redis that read and write a few hot documents, and a record of what readers saw.
 *
 * <p>The database is a version number per document. A write raises the number, then invalidates. It counts as acknowledged
 * when its invalidation has been delivered, which takes longer than the call if Redis failed it. A read is stale if it
 * shows a number below one that was acknowledged before it began; on other nodes than the writer's, a window before.
 */
final class ForumUnderLoad implements AutoCloseable {
    private static final int THREADS = 4;
    private static final int CATEGORIES = 2;
    private static final Duration LOAD_TIME = Duration.ofMillis(1);

    /**
     * One read that showed what an acknowledged write had replaced.
     *
     * @param start by the nanosecond clock
     */
    record Stale(EntryKey key, long start, long shown, long acknowledged) {}

    /** A page as readers get it. */
    private record Page(long version, String text) {}

    /** A row of the database, and the greatest number that each node must show by now. */
    private record Document(EntryKey key, AtomicLong version, List<AtomicLong> due) {
        Document(EntryKey key, int nodes) {
            this(
                    key,
                    new AtomicLong(),
                    Stream.generate(AtomicLong::new).limit(nodes).toList());
        }

        void isDue(int node, long acknowledged) {
            due.get(node).accumulateAndGet(acknowledged, Math::max);
        }

        boolean isChangedBy(Invalidation invalidation) {
            String group = key.group();
            return invalidation.keys().contains(key.text())
                    || (group != null && invalidation.groups().contains(group));
        }
    }

    private final List<? extends CacheBackend> backends;
    private final List<ForumCacheService> nodes;
    private final Duration window;
    private final List<Document> documents;
    private final Queue<Stale> stale = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final Map<CacheOutcome, LongAdder> outcomes = new ConcurrentHashMap<>();
    private final LongAdder writes = new LongAdder();
    private final AtomicLong slowest = new AtomicLong();
    private final List<Thread> workers = new ArrayList<>();
    private final Jitter jitter = new Jitter();
    private final ScheduledExecutorService windows = Executors.newSingleThreadScheduledExecutor();
    private volatile boolean stopped;

    /** One node for each address. */
    static ForumUnderLoad of(String... uris) {
        return new ForumUnderLoad(Stream.of(uris)
                .map(uri -> RedisBackend.connect(RedisSettings.at(uri)))
                .toList());
    }

    /** One node for each backend. */
    ForumUnderLoad(List<? extends CacheBackend> backends) {
        this(backends, Duration.ZERO);
    }

    /**
     * The same.
     *
     * @param window for how long a node may show what another one has invalidated
     */
    ForumUnderLoad(List<? extends CacheBackend> backends, Duration window) {
        this.backends = backends;
        this.window = window;
        this.documents = keys().map(key -> new Document(key, backends.size())).toList();
        this.nodes = backends.stream()
                .map(backend -> ForumCacheService.builder(backend).build())
                .toList();
    }

    private static Stream<EntryKey> keys() {
        Stream<EntryKey> threads = IntStream.range(0, THREADS).mapToObj(i -> EntryKey.thread("t" + i));
        Stream<EntryKey> lists = IntStream.range(0, CATEGORIES)
                .boxed()
                .flatMap(c -> IntStream.rangeClosed(1, 2)
                        .mapToObj(page -> EntryKey.threadList(ThreadListQuery.of("c" + c, page, 20))));
        Stream<EntryKey> categories = IntStream.range(0, CATEGORIES).mapToObj(c -> EntryKey.category("c" + c));
        return Stream.of(threads, lists, categories).flatMap(key -> key);
    }

    /** Lets two readers and one writer loose on every node. */
    ForumUnderLoad begin() {
        for (int i = 0; i < nodes.size(); i++) {
            int node = i;
            run("reader", () -> read(node));
            run("reader", () -> read(node));
            run("writer", () -> write(node));
        }
        return this;
    }

    private void run(String name, Runnable step) {
        Thread worker = new Thread(
                () -> {
                    while (!stopped) {
                        try {
                            step.run();
                        } catch (Throwable e) {
                            failures.add(e);
                        }
                    }
                },
                name);
        workers.add(worker);
        worker.start();
    }

    private void read(int node) {
        Document document = documents.get(ThreadLocalRandom.current().nextInt(documents.size()));
        long floor = document.due().get(node).get();
        long start = System.nanoTime();

        CacheRead read = nodes.get(node).read(document.key(), () -> load(document));

        slowest.accumulateAndGet(System.nanoTime() - start, Math::max);
        outcomes.computeIfAbsent(read.outcome(), outcome -> new LongAdder()).increment();
        long shown = read.document().orElseThrow().as(Page.class).version();
        if (shown < floor) {
            stale.add(new Stale(document.key(), start, shown, floor));
        }
    }

    /** A snapshot that is as old as the load's beginning when the load ends. */
    private Optional<?> load(Document document) {
        long version = document.version().get();
        pause(LOAD_TIME);
        return Optional.of(new Page(version, "x".repeat(2_000)));
    }

    private void write(int node) {
        int thread = ThreadLocalRandom.current().nextInt(THREADS);
        String category = "c" + thread % CATEGORIES;
        boolean rename = ThreadLocalRandom.current().nextInt(8) == 0;
        write(
                node,
                rename
                        ? Invalidation.category(category)
                        : Invalidation.of(new ForumEvent.PostCreated("t" + thread, category)));
        pause(Duration.ofMillis(2));
    }

    private void write(int node, Invalidation invalidation) {
        List<Document> changed = documents.stream()
                .filter(document -> document.isChangedBy(invalidation))
                .toList();
        long[] versions = changed.stream()
                .mapToLong(document -> document.version().incrementAndGet())
                .toArray();
        long start = System.nanoTime();

        nodes.get(node).invalidate(invalidation);

        slowest.accumulateAndGet(System.nanoTime() - start, Math::max);
        await().pollDelay(Duration.ZERO)
                .atMost(Duration.ofMinutes(1))
                .until(() -> stopped || nodes.get(node).pendingInvalidations() == 0);
        if (!stopped) {
            writes.increment();
            IntStream.range(0, versions.length).forEach(i -> acknowledge(node, changed.get(i), versions[i]));
        }
    }

    private void acknowledge(int node, Document document, long version) {
        document.isDue(node, version);
        Runnable others = () -> IntStream.range(0, nodes.size()).forEach(i -> document.isDue(i, version));
        if (window.isZero()) {
            others.run();
        } else {
            var unused = windows.schedule(others, window.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** The time that a query takes, and a writer to think: part of the load, nothing is waited for. */
    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets the load go on for a while. */
    void goOn(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        await().atMost(time.plusSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> System.nanoTime() - end >= 0);
    }

    /** Waits until every node uses Redis again and has delivered every invalidation. */
    void awaitRecovery() {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(this::isWell);
    }

    private boolean isWell() {
        return nodes.stream()
                .allMatch(node -> node.pendingInvalidations() == 0
                        && node.status().state().equals("up"));
    }

    /** Lets the load go on until so many more reads have been hits. */
    void awaitHits(long more) {
        long before = count(CacheOutcome.HIT);
        await().atMost(Duration.ofSeconds(30)).until(() -> count(CacheOutcome.HIT) - before >= more);
    }

    long count(CacheOutcome outcome) {
        return outcomes.getOrDefault(outcome, new LongAdder()).sum();
    }

    List<ForumCacheService> nodes() {
        return nodes;
    }

    /**
     * No read or write failed, and none took more than 250 ms, plus what this machine itself was late by at each of the
     * three times that a read may have to wait.
     */
    void assertNobodySuffered() {
        assertThat(failures).isEmpty();
        assertThat(Duration.ofNanos(slowest.get())).isLessThan(jitter.allowedFor(Duration.ofMillis(250)));
    }

    long staleReads() {
        return stale.size();
    }

    /** No read showed what an acknowledged write had replaced, at any time. */
    void assertNothingWasStale() {
        assertThat(stale).isEmpty();
        assertThat(writes.sum()).isPositive();
    }

    @Override
    public void close() {
        stopped = true;
        for (Thread worker : workers) {
            try {
                worker.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        jitter.close();
        windows.shutdownNow();
        backends.forEach(CacheBackend::close);
    }
}
