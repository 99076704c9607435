package org.forumcache.benchmarks.consistency;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
            try {
                return outcome(run(servers, nodes, threads).injected());
            } finally {
                ended = true;
                nodes.forEach(Node::close);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Faults run(Servers servers, List<Node> nodes, ExecutorService threads) throws InterruptedException {
        for (int i = 0; i < settings.crew().nodes(); i++) {
            nodes.add(start(servers.wire(), i));
        }
        begin(nodes, threads);
        Faults faults = breakThings(servers, nodes, threads);
        Pause.nanos(settings.time().toNanos());
        ended = true;
        await();
        return faults;
    }

    private Node start(Wires wires, int number) {
        Node node = Node.start(nodeSettings(wires));
        if (number == 0) {
            node.createForum(CATALOGUE);
            recording.begin(CATALOGUE);
        }
        progress.accept("node " + number + " is ready");
        return node;
    }

    private NodeSettings nodeSettings(Wires wires) {
        return new NodeSettings(
                wires.jdbcUrl(),
                "redis://127.0.0.1:" + wires.redis().port(),
                settings.protocol(),
                CATALOGUE,
                settings.extra());
    }

    private Faults breakThings(Servers servers, List<Node> nodes, ExecutorService threads) {
        Map<FaultKind.Lane, Saboteur> saboteurs = new EnumMap<>(FaultKind.Lane.class);
        NodeSettings mortal = nodeSettings(servers.wire());
        saboteurs.put(FaultKind.Lane.NETWORK, new NetworkSaboteur(servers.wires()));
        saboteurs.put(FaultKind.Lane.SERVER, new ServerSaboteur(servers));
        saboteurs.put(FaultKind.Lane.CACHE, new CacheSaboteur(servers, nodes));
        InvalidationTable table = new InvalidationTable(servers.database());
        saboteurs.put(FaultKind.Lane.WRITER, new WriterSaboteur(mortal, recording, table, nodes.size(), () -> ended));
        Faults faults = new Faults(saboteurs, () -> ended);
        faults.lanes(settings.faults(), servers.wires().size(), settings.seed())
                .forEach(lane -> work.add(threads.submit(lane)));
        return faults;
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

    private Outcome outcome(List<Fault> faults) {
        progress.accept("checking");
        List<Write> writes = recording.writes();
        List<ReadLog> logs = readers.stream().map(Reader::log).toList();
        Verdict verdict = new Checker(CATALOGUE, writes, recording.deliveries(), faults, settings.window()).check(logs);
        Episodes episodes = new Episodes(CATALOGUE, writes, logs, faults);
        List<Episode> told = new ArrayList<>();
        for (Excuse excuse : Excuse.values()) {
            verdict.shortest(excuse).forEach(stale -> told.add(episodes.of(stale)));
        }
        return new Outcome(settings, new Findings(verdict, faults, told), readers, recording);
    }
}
