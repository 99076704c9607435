package org.forumcache.benchmarks.consistency;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.forumcache.benchmarks.consistency.Episode.Step;

/** Tells how reads came to be stale: what was done to and seen of the register they were wrong about. */
final class Episodes {
    private static final int MOST_READS = 12;
    private static final long BEFORE_NANOS = 20_000_000;
    private static final long AFTERMATH_NANOS = 3_000_000_000L;

    private final Catalogue catalogue;
    private final List<Write> writes;
    private final List<ReadLog> logs;
    private final List<Fault> faults;

    Episodes(Catalogue catalogue, List<Write> writes, List<ReadLog> logs, List<Fault> faults) {
        this.catalogue = catalogue;
        this.writes = writes;
        this.logs = logs;
        this.faults = faults;
    }

    Episode of(StaleRead stale) {
        List<Step> steps = new ArrayList<>();
        addWrites(stale, steps);
        addReads(stale, steps);
        addFaults(stale, steps);
        steps.sort(Comparator.comparingDouble(Step::from));
        String excuse = switch (stale.excuse()) {
            case NONE -> "";
            case UNDELIVERED -> " (its invalidation was still to be delivered)";
            case WITHIN_WINDOW -> " (within the near cache's window)";
            case FORMER_SERVER -> " (a former server still answered)";
        };
        return new Episode(
                String.format(
                        "Node %d read %s: version %d of %s, though version %d was acknowledged%s",
                        stale.node(),
                        stale.page(),
                        stale.seen(),
                        catalogue.name(stale.register()),
                        stale.acknowledged(),
                        excuse),
                steps);
    }

    private void addWrites(StaleRead stale, List<Step> steps) {
        for (Write write : writes) {
            if (write.register() == stale.register()
                    && write.version() >= stale.seen()
                    && write.start() < stale.span().end()) {
                steps.add(step(stale, write));
            }
        }
    }

    private static Step step(StaleRead stale, Write write) {
        String what = "wrote version " + write.version();
        if (!write.isAcknowledged()) {
            what += ", outcome unknown";
        } else if (write.delivery() == Write.Delivery.PENDING) {
            what += ", invalidation undelivered";
        }
        double end = write.isAcknowledged() ? millis(stale, write.acknowledged()) : Double.NaN;
        String who = write.node() == Recording.NOBODY ? "nobody" : "node " + write.node();
        return new Step(millis(stale, write.start()), end, who, what);
    }

    private void addReads(StaleRead stale, List<Step> steps) {
        List<Step> reads = new ArrayList<>();
        for (ReadLog log : logs) {
            ReadLog.Cursor read = log.cursor();
            while (read.next() && read.start() <= stale.span().end()) {
                int slot = read.end() < stale.outdated() - BEFORE_NANOS
                        ? -1
                        : read.page().slot(stale.register());
                if (slot >= 0 && read.page() == stale.page()) {
                    reads.add(step(stale, read, slot));
                }
            }
        }
        reads.sort(Comparator.comparingDouble(Step::from));
        // Those right before the stale read say most: among them is who stored what it saw.
        steps.addAll(reads.subList(Math.max(0, reads.size() - MOST_READS), reads.size()));
    }

    private static Step step(StaleRead stale, ReadLog.Cursor read, int slot) {
        int version = read.version(slot);
        String seen = version == Page.ABSENT ? "none" : version == Page.UNSEEN ? "nothing of it" : "version " + version;
        return new Step(millis(stale, read.start()), millis(stale, read.end()), "node " + read.node(), "read " + seen);
    }

    /** Those that are over since more than a few seconds have no effect any more. */
    private void addFaults(StaleRead stale, List<Step> steps) {
        for (Fault fault : faults) {
            if (fault.from() < stale.span().end() && fault.to() > stale.outdated() - AFTERMATH_NANOS) {
                steps.add(new Step(
                        millis(stale, fault.from()),
                        millis(stale, fault.to()),
                        fault.target(),
                        "was hit by " + fault.kind().label()));
            }
        }
    }

    private static double millis(StaleRead stale, long moment) {
        return (moment - stale.span().start()) / 1e6;
    }
}
