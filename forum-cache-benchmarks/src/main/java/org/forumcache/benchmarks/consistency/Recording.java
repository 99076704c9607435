package org.forumcache.benchmarks.consistency;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** What the writers of all nodes did, and when what they had invalidated was delivered. For any thread. */
final class Recording {
    /** Who wrote what is there before anything else. */
    static final int NOBODY = -1;

    private final Queue<Write> writes = new ConcurrentLinkedQueue<>();
    private final AtomicLong failures = new AtomicLong();
    private final Map<Integer, Queue<Deliveries.Sample>> samples = new ConcurrentHashMap<>();

    /** Records what a new forum contains. */
    void begin(Catalogue catalogue) {
        long now = System.nanoTime();
        for (int register = 0; register < catalogue.registers(); register++) {
            int place = catalogue.isListed(register) ? Forum.firstPlace(catalogue, register) : Catalogue.NOWHERE;
            writes.add(new Write(
                    NOBODY,
                    new Write.Change(register, 1, Catalogue.NOWHERE, place),
                    now,
                    now,
                    Write.Delivery.DELIVERED));
        }
    }

    /** Where one writer of the node records what it does. */
    WriteLog log(int node) {
        return new WriteLog.Recorder(node, writes::add, failures::incrementAndGet);
    }

    void delivered(int node, Deliveries.Sample sample) {
        samples.computeIfAbsent(node, one -> new ConcurrentLinkedQueue<>()).add(sample);
    }

    List<Write> writes() {
        return List.copyOf(writes);
    }

    /** Writes that changed nothing, for certain. */
    long failures() {
        return failures.get();
    }

    Deliveries deliveries() {
        Map<Integer, List<Deliveries.Sample>> copies = new HashMap<>();
        samples.forEach((node, some) -> copies.put(node, new ArrayList<>(some)));
        return new Deliveries(copies);
    }
}
