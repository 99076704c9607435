package org.forumcache.benchmarks.consistency;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** One run: servers, nodes, readers and writers, and in the end the verdict. */
public final class Trial {
    private static final Catalogue CATALOGUE = new Catalogue(8, 3);
    private static final long POLL_NANOS = 10_000_000;

    private final Settings settings;
    private final Consumer<String> progress;
    private final Recording recording = new Recording();
    private final List<Reader> readers = new ArrayList<>();
    private final List<Future<?>> work = new ArrayList<>();
    private volatile boolean ended;

    private Trial(Settings settings, Consumer<String> progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * Runs it.
     *
     * @param progress is told how far it is
     */
    public static Outcome run(Settings settings, Consumer<String> progress) throws InterruptedException {
        return new Trial(settings, progress).run();
    }

    private Outcome run() throws InterruptedException {
        ExecutorService threads = Executors.newCachedThreadPool(Daemon::new);
        List<Node> nodes = new ArrayList<>();
        try (Servers servers = Servers.start()) {
            for (int i = 0; i < settings.crew().nodes(); i++) {
                nodes.add(start(servers.wire(), i));
            }
            begin(nodes, threads);
            Pause.nanos(settings.time().toNanos());
            ended = true;
            await();
            nodes.forEach(Node::close);
        } finally {
            threads.shutdownNow();
        }
        return outcome();
    }

    private Node start(Wires wires, int number) {
        Node node = Node.start(new NodeSettings(
                wires.jdbcUrl(),
                "redis://127.0.0.1:" + wires.redis().port(),
                settings.protocol(),
                CATALOGUE,
                settings.extra()));
        if (number == 0) {
            node.createForum(CATALOGUE);
            recording.begin(CATALOGUE);
        }
        progress.accept("node " + number + " is ready");
        return node;
    }

    private void begin(List<Node> nodes, ExecutorService threads) {
        List<Page> pages = CATALOGUE.pages();
        SplittableRandom seeds = new SplittableRandom(settings.seed());
        BooleanSupplier end = () -> ended;
        for (int number = 0; number < nodes.size(); number++) {
            Node node = nodes.get(number);
            for (int i = 0; i < settings.crew().readers(); i++) {
                Reader reader = new Reader(node, new ReadLog(number, pages), seeds.split(), end);
                readers.add(reader);
                work.add(threads.submit(reader));
            }
            for (int i = 0; i < settings.crew().writers(); i++) {
                work.add(threads.submit(new Writer(node, recording.log(number), new Random(seeds.nextLong()), end)));
            }
        }
        work.add(threads.submit(() -> watchDeliveries(nodes)));
    }

    private void watchDeliveries(List<Node> nodes) {
        while (!ended) {
            for (int number = 0; number < nodes.size(); number++) {
                long asked = System.nanoTime();
                if (nodes.get(number).hasDelivered()) {
                    recording.delivered(number, new Deliveries.Sample(asked, System.nanoTime()));
                }
            }
            Pause.nanos(POLL_NANOS);
        }
    }

    private void await() throws InterruptedException {
        for (Future<?> end : work) {
            try {
                end.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("a thread of the run has failed", e.getCause());
            }
        }
    }

    private Outcome outcome() {
        progress.accept("checking");
        List<Write> writes = recording.writes();
        List<ReadLog> logs = readers.stream().map(Reader::log).toList();
        Verdict verdict = new Checker(CATALOGUE, writes, recording.deliveries()).check(logs);
        Episodes episodes = new Episodes(CATALOGUE, writes, logs);
        List<Episode> told = new ArrayList<>();
        for (Excuse excuse : Excuse.values()) {
            verdict.shortest(excuse).forEach(stale -> told.add(episodes.of(stale)));
        }
        return new Outcome(settings, verdict, readers, recording, told);
    }
}
