package org.forumcache.benchmarks.consistency;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;

/** The faults of a run, injected by several threads, one for each lane. */
final class Faults {
    private static final long GLANCE_NANOS = 50_000_000;

    private final Map<FaultKind.Lane, Saboteur> saboteurs;
    private final BooleanSupplier ended;
    private final Queue<Fault> injected = new ConcurrentLinkedQueue<>();

    Faults(Map<FaultKind.Lane, Saboteur> saboteurs, BooleanSupplier ended) {
        this.saboteurs = new EnumMap<>(saboteurs);
        this.ended = ended;
    }

    /** What the threads have to do, until the run has ended. */
    List<Runnable> lanes(Collection<FaultKind> kinds, int nodes, long seed) {
        List<Runnable> lanes = new ArrayList<>();
        saboteurs.forEach((lane, saboteur) -> {
            List<FaultKind> own =
                    kinds.stream().filter(kind -> kind.lane() == lane).sorted().toList();
            if (!own.isEmpty()) {
                FaultPlan plan = new FaultPlan(own, nodes, seed);
                lanes.add(() -> follow(plan, saboteur));
            }
        });
        return lanes;
    }

    private void follow(FaultPlan plan, Saboteur saboteur) {
        while (!ended.getAsBoolean()) {
            FaultPlan.Planned next = plan.next();
            calm(next);
            if (!ended.getAsBoolean()) {
                injected.add(saboteur.strike(next));
            }
        }
    }

    private void calm(FaultPlan.Planned next) {
        long end = System.nanoTime() + next.calm().toNanos();
        while (!ended.getAsBoolean() && System.nanoTime() < end) {
            Pause.until(Math.min(end, System.nanoTime() + GLANCE_NANOS));
        }
    }

    /** Those that are over, in the order in which they began. */
    List<Fault> injected() {
        return injected.stream().sorted(Comparator.comparingLong(Fault::from)).toList();
    }
}
