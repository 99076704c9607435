package org.forumcache.benchmarks.consistency;

import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/** Starts a process that writes, and kills it when it has written for a while. */
final class WriterSaboteur implements Saboteur {
    private static final int START_SECONDS = 120;

    private final NodeSettings settings;
    private final Recording recording;
    private final InvalidationTable table;
    private final BooleanSupplier ended;
    private int nextNode;

    /**
     * @param firstNode the number of the first process; each that follows is a node of its own
     */
    WriterSaboteur(
            NodeSettings settings, Recording recording, InvalidationTable table, int firstNode, BooleanSupplier ended) {
        this.settings = settings;
        this.recording = recording;
        this.table = table;
        this.nextNode = firstNode;
        this.ended = ended;
    }

    @Override
    public Fault strike(FaultPlan.Planned fault) {
        int node = nextNode++;
        WriterProcess process = WriterProcess.start(settings, recording, node);
        try {
            process.awaitReady(START_SECONDS);
            Pause.nanos(fault.length().toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        long from = System.nanoTime();
        kill(process, node);
        return Fault.healed(fault.kind(), "node " + node, from);
    }

    /** What it had recorded and not delivered is delivered by others, from the table. */
    private void kill(WriterProcess process, int node) {
        try {
            process.kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        OptionalLong last = table.last();
        last.ifPresent(id -> new Daemon(
                        () -> table.awaitDelivery(id, ended).ifPresent(sample -> recording.delivered(node, sample)))
                .start());
    }
}
