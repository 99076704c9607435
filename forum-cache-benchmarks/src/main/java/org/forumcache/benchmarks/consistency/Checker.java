package org.forumcache.benchmarks.consistency;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Compares every read with every write that was acknowledged before the read started.
 *
 * <p>For each register that a read shows, {@code max{version(w) : acknowledged(w) < start(r)} <= version(r)}. Writes are sorted
 * once; each reader's reads are in order already, so that one pass over them suffices. A write whose outcome is unknown is
 * never acknowledged, though it may be seen.
 *
 * <p>A page that says that a thread is not there names no version. It is given the benefit of the doubt: the highest version
 * without that thread whose write had begun when the read ended.
 */
final class Checker {
    private final Catalogue catalogue;
    private final Deliveries deliveries;
    private final List<Fault> splits;
    private final List<List<Write>> acknowledged = new ArrayList<>();
    private final List<Timeline> timelines = new ArrayList<>();
    private final List<Timeline> absences = new ArrayList<>();

    /**
     * @param faults those that were injected
     */
    Checker(Catalogue catalogue, List<Write> writes, Deliveries deliveries, List<Fault> faults) {
        this.catalogue = catalogue;
        this.deliveries = deliveries;
        this.splits = faults.stream()
                .filter(fault -> fault.kind() == FaultKind.REDIS_SPLIT)
                .toList();
        List<List<Write>> byRegister = byRegister(writes);
        byRegister.forEach(some ->
                acknowledged.add(some.stream().filter(Write::isAcknowledged).toList()));
        acknowledged.forEach(some -> timelines.add(Timeline.of(some.stream()
                .map(write -> new Timeline.Event(write.acknowledged(), write.version()))
                .toList())));
        for (int thread = 0; thread < catalogue.threads(); thread++) {
            List<Write> possible = possible(byRegister.get(thread));
            for (int place = 0; place <= catalogue.categories(); place++) {
                absences.add(absences(possible, place == catalogue.categories() ? Catalogue.ANYWHERE : place));
            }
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

    private static Timeline absences(List<Write> writes, int place) {
        return Timeline.of(writes.stream()
                .filter(write -> isAbsent(write.change(), place))
                .map(write -> new Timeline.Event(write.start(), write.version()))
                .toList());
    }

    private static boolean isAbsent(Write.Change change, int place) {
        return place == Catalogue.ANYWHERE ? change.place() == Catalogue.NOWHERE : change.place() != place;
    }

    Verdict check(List<ReadLog> logs) {
        Verdict verdict = new Verdict();
        logs.forEach(log -> check(log, verdict));
        return verdict;
    }

    private void check(ReadLog log, Verdict verdict) {
        List<Timeline.Sweep> sweeps = timelines.stream().map(Timeline::sweep).toList();
        ReadLog.Cursor read = log.cursor();
        while (read.next()) {
            verdict.read(read.page().kind());
            StaleRead worst = worst(read, sweeps);
            if (worst != null) {
                verdict.stale(worst);
            }
        }
    }

    /** What the read breaks the promise with; else what it would break it with, had everything been delivered. */
    private @Nullable StaleRead worst(ReadLog.Cursor read, List<Timeline.Sweep> sweeps) {
        StaleRead worst = null;
        Page page = read.page();
        for (int slot = 0; slot < page.size(); slot++) {
            int version = read.version(slot);
            if (version == Page.UNSEEN) {
                continue;
            }
            int register = page.register(slot);
            int before = sweeps.get(register).before(read.start());
            // Whatever is shown in full is compared first: looking for an absence costs more.
            if (version < before && (version > 0 || lastAbsence(page, register, read.end()) < before)) {
                StaleRead found = stale(read, slot, before);
                worst = worst == null || worst.excuse() != Excuse.NONE ? found : worst;
            }
        }
        return worst;
    }

    private int lastAbsence(Page page, int register, long end) {
        int place = page.place() == Catalogue.ANYWHERE ? catalogue.categories() : page.place();
        return absences.get(register * (catalogue.categories() + 1) + place).before(end);
    }

    private StaleRead stale(ReadLog.Cursor read, int slot, int before) {
        int register = read.page().register(slot);
        int version = read.version(slot);
        int seen = version == Page.ABSENT ? lastAbsence(read.page(), register, read.end()) : version;
        return new StaleRead(
                read.page(),
                read.node(),
                new StaleRead.Span(read.start(), read.end()),
                register,
                seen,
                before,
                timelines.get(register).firstAbove(seen),
                excuse(register, seen, read.start()));
    }

    /** One missed write that had arrived is enough: it removed everything that was older. */
    private Excuse excuse(int register, int seen, long start) {
        boolean arrived = acknowledged.get(register).stream()
                .filter(write -> write.version() > seen && write.acknowledged() < start)
                .anyMatch(write -> deliveries.arrival(write) < start);
        if (!arrived) {
            return Excuse.UNDELIVERED;
        }
        boolean split = splits.stream().anyMatch(fault -> fault.from() < start && start < fault.to());
        return split ? Excuse.FORMER_SERVER : Excuse.NONE;
    }
}
