package org.forumcache.benchmarks.consistency;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Compares every read with every write that was acknowledged before the read started.
 *
 * <p>For each register that a page shows, {@code max{version(w) : acknowledged(w) < start(r)} <= version(r)}, over the writes that
 * change what this page shows of it: an edit of a thread is none of the lists of a category that the thread has left. Writes
 * are sorted once; each reader's reads are in order already, so that one pass over them suffices. A write whose outcome is
 * unknown is never acknowledged, though it may be seen.
 *
 * <p>A page that says that a thread is not there names no version. It is given the benefit of the doubt: the highest version
 * without that thread whose write had begun when the read ended.
 */
final class Checker {
    /** By when every process has learned that another server has taken over: the limit that the default mode states. */
    private static final long LEARNED_NANOS = Duration.ofSeconds(2).toNanos();

    private final Catalogue catalogue;
    private final Deliveries deliveries;
    private final long window;
    private final List<Fault> splits;
    private final List<Views> views = new ArrayList<>();

    /**
     * How one register looks from one place.
     *
     * @param writes those that were acknowledged and show there
     * @param acknowledged the same, as versions over time
     * @param absent the versions without the thread, from when they were begun
     */
    private record Views(List<Write> writes, Timeline acknowledged, Timeline absent) {

        static Views of(List<Write> all, int place) {
            List<Write> shown = all.stream()
                    .filter(write -> write.isAcknowledged() && write.change().shows(place))
                    .toList();
            return new Views(
                    shown,
                    Timeline.of(shown.stream()
                            .map(write -> new Timeline.Event(write.acknowledged(), write.version()))
                            .toList()),
                    Timeline.of(all.stream()
                            .filter(write -> isAbsent(write.change(), place))
                            .map(write -> new Timeline.Event(write.start(), write.version()))
                            .toList()));
        }

        private static boolean isAbsent(Write.Change change, int place) {
            return place == Catalogue.ANYWHERE ? change.place() == Catalogue.NOWHERE : change.place() != place;
        }
    }

    /**
     * @param faults those that were injected
     * @param window for how long a node may show what another one has invalidated
     */
    Checker(Catalogue catalogue, List<Write> writes, Deliveries deliveries, List<Fault> faults, Duration window) {
        this.window = window.toNanos();
        this.catalogue = catalogue;
        this.deliveries = deliveries;
        this.splits = faults.stream()
                .filter(fault -> fault.kind() == FaultKind.REDIS_SPLIT)
                .toList();
        for (List<Write> ofRegister : byRegister(writes)) {
            List<Write> possible = possible(ofRegister);
            for (int place = 0; place < catalogue.categories(); place++) {
                views.add(Views.of(possible, place));
            }
            views.add(Views.of(possible, Catalogue.ANYWHERE));
        }
    }

    private List<List<Write>> byRegister(List<Write> writes) {
        List<List<Write>> all = IntStream.range(0, catalogue.registers())
                .<List<Write>>mapToObj(register -> new ArrayList<>())
                .toList();
        writes.forEach(write -> all.get(write.register()).add(write));
        return all;
    }

    /** Without the writes whose outcome is unknown but whose version another has got: those were undone. */
    private static List<Write> possible(List<Write> writes) {
        Set<Integer> certain = new HashSet<>();
        writes.stream().filter(Write::isAcknowledged).forEach(write -> certain.add(write.version()));
        return writes.stream()
                .filter(write -> write.isAcknowledged() || !certain.contains(write.version()))
                .toList();
    }

    Verdict check(List<ReadLog> logs) {
        Verdict verdict = new Verdict();
        logs.forEach(log -> check(log, verdict));
        return verdict;
    }

    private void check(ReadLog log, Verdict verdict) {
        List<Timeline.Sweep> sweeps =
                views.stream().map(view -> view.acknowledged().sweep()).toList();
        ReadLog.Cursor read = log.cursor();
        while (read.next()) {
            verdict.read(read.page().kind());
            StaleRead worst = worst(read, sweeps);
            if (worst != null) {
                verdict.stale(worst);
            }
        }
    }

    /** What the read breaks the promise with; else what it would break it with if nothing were excused. */
    private @Nullable StaleRead worst(ReadLog.Cursor read, List<Timeline.Sweep> sweeps) {
        StaleRead worst = null;
        for (int slot = 0; slot < read.page().size(); slot++) {
            int version = read.version(slot);
            if (version == Page.UNSEEN) {
                continue;
            }
            int view = view(read.page(), slot);
            int before = sweeps.get(view).before(read.start());
            // Looking for an absence costs more than reading a version.
            if (version < before && (version > 0 || views.get(view).absent().before(read.end()) < before)) {
                StaleRead found = stale(read, slot, before);
                worst = worst == null || worst.excuse() != Excuse.NONE ? found : worst;
            }
        }
        return worst;
    }

    /** Only threads look different from different places. */
    private int view(Page page, int slot) {
        int register = page.register(slot);
        boolean everywhere = page.place() == Catalogue.ANYWHERE || !catalogue.isListed(register);
        return register * (catalogue.categories() + 1) + (everywhere ? catalogue.categories() : page.place());
    }

    private StaleRead stale(ReadLog.Cursor read, int slot, int before) {
        Views view = views.get(view(read.page(), slot));
        int version = read.version(slot);
        int seen = version == Page.ABSENT ? view.absent().before(read.end()) : version;
        return new StaleRead(
                read.page(),
                read.node(),
                new StaleRead.Span(read.start(), read.end()),
                read.page().register(slot),
                seen,
                before,
                view.acknowledged().firstAbove(seen),
                excuse(view.writes(), seen, read));
    }

    /** One missed write that had arrived is enough: it removed everything that was older. */
    private Excuse excuse(List<Write> writes, int seen, ReadLog.Cursor read) {
        long start = read.start();
        List<Write> arrived = writes.stream()
                .filter(write -> write.version() > seen && write.acknowledged() < start)
                .filter(write -> deliveries.arrival(write) < start)
                .toList();
        if (arrived.isEmpty()) {
            return Excuse.UNDELIVERED;
        }
        List<Write> due = arrived.stream()
                .filter(write -> write.node() == read.node() || deliveries.arrival(write) + window < start)
                .toList();
        if (due.isEmpty()) {
            return Excuse.WITHIN_WINDOW;
        }
        return splits.stream().anyMatch(split -> explains(split, due, start)) ? Excuse.FORMER_SERVER : Excuse.NONE;
    }

    /**
     * Whether the missed writes may have been invalidated on one server and read from the other: until the former one
     * ended. It takes a moment until whoever used it knows, and lets nothing be read any more that it did not invalidate.
     */
    private boolean explains(Fault split, List<Write> missed, long start) {
        return split.from() < start
                && start < split.to() + LEARNED_NANOS + window
                && missed.stream().allMatch(write -> write.acknowledged() < split.to());
    }
}
