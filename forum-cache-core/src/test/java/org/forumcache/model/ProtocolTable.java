package org.forumcache.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.forumcache.model.Setting.Lookup;

/**
 * Which protocols are run against which faults, and which of them must fail where.
 *
 * @param faults the columns
 * @param model what a setting is run in
 */
record ProtocolTable(String title, List<Fault> faults, List<Row> rows, Function<Setting, Model> model) {
    private static final int WRITERS = 2;
    private static final int[] ONE_PROCESS = {0, 0, 0};
    private static final int[] TWO_PROCESSES = {0, 0, 1};

    /**
     * A protocol: ours without some of its rules.
     *
     * @param lookups the ways to look up that it is run with
     * @param fails the faults under which it must break the promise; under all others it must keep it
     */
    record Row(String name, Set<Weakness> without, List<Lookup> lookups, Set<Fault> fails) {
        boolean isOurs() {
            return without.isEmpty();
        }
    }

    /** One protocol under one fault. */
    record Cell(ProtocolTable table, Row row, Fault fault) {
        boolean mustFail() {
            return row.fails.contains(fault);
        }

        /** A generation that does not exist cannot be evicted. */
        boolean isPossible() {
            return fault != Fault.GENERATION_EVICTED || !row.lookups.equals(List.of(Lookup.ALONE));
        }

        /** What the exploration found, with all states of all settings; a counterexample is the shortest of them. */
        Outcome explore() {
            int states = 0;
            List<String> shortest = List.of();
            for (Lookup lookup : row.lookups) {
                for (int[] processes : table.processes()) {
                    Outcome outcome = Explorer.explore(
                            table.model.apply(new Setting(lookup, row.without, fault, WRITERS, processes)));
                    states += outcome.states();
                    List<String> found = outcome.counterexample();
                    if (!found.isEmpty() && (shortest.isEmpty() || found.size() < shortest.size())) {
                        shortest = found;
                    }
                }
            }
            return new Outcome(states, shortest);
        }

        @Override
        public String toString() {
            return row.name + ", " + fault.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** Copies need two processes to differ in; entries in Redis are also read by one process alone. */
    private List<int[]> processes() {
        boolean isInRedis = faults.contains(Fault.OLD_STATE);
        return isInRedis ? List.of(ONE_PROCESS, TWO_PROCESSES) : List.of(TWO_PROCESSES);
    }

    List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (Row row : rows) {
            faults.forEach(fault -> cells.add(new Cell(this, row, fault)));
        }
        return cells.stream().filter(Cell::isPossible).toList();
    }

    static List<ProtocolTable> all() {
        return List.of(inRedis(), nearCache(), fence());
    }

    private static ProtocolTable inRedis() {
        List<Fault> faults = List.of(
                Fault.NONE,
                Fault.ENTRY_EVICTED,
                Fault.GENERATION_EVICTED,
                Fault.RESTART_EMPTY,
                Fault.OLD_STATE,
                Fault.WRITER_DIES,
                Fault.CUT_OFF,
                Fault.CUT_OFF_UNTIL_DRAINED);
        Set<Fault> every = Set.copyOf(faults);
        // A write that is acknowledged without having reached Redis: the default mode says so.
        Set<Fault> cutOff = Set.of(Fault.CUT_OFF);
        List<Lookup> alone = List.of(Lookup.ALONE);
        List<Lookup> together = List.of(Lookup.TOGETHER);
        return new ProtocolTable(
                "Entries in Redis",
                faults,
                List.of(
                        new Row("**ours**, a thread or a category", Set.of(), alone, cutOff),
                        new Row("**ours**, a list, one server", Set.of(), together, cutOff),
                        new Row("**ours**, a list on a Cluster", Set.of(), List.of(Lookup.APART), cutOff),
                        new Row("delete after commit", Set.of(Weakness.NO_LEASE), alone, every),
                        new Row(
                                "delete, commit, delete again later",
                                Set.of(Weakness.NO_LEASE, Weakness.DELETE_TWICE),
                                alone,
                                every),
                        new Row("unconditional fill", Set.of(Weakness.UNCONDITIONAL_FILL), together, every),
                        new Row(
                                "token taken after the snapshot",
                                Set.of(Weakness.TOKEN_AFTER_SNAPSHOT),
                                together,
                                every),
                        new Row(
                                "generation is a counter",
                                Set.of(Weakness.COUNTER_GENERATION),
                                together,
                                Set.of(Fault.GENERATION_EVICTED, Fault.RESTART_EMPTY, Fault.OLD_STATE, Fault.CUT_OFF)),
                        new Row(
                                "acknowledged before it is invalidated",
                                Set.of(Weakness.ACKNOWLEDGE_BEFORE_INVALIDATION),
                                together,
                                every),
                        new Row("flight joined by key", Set.of(Weakness.FLIGHT_JOINED_BY_KEY), together, every),
                        new Row(
                                "lease without its generation",
                                Set.of(Weakness.LEASE_WITHOUT_GENERATION),
                                together,
                                every),
                        new Row(
                                "what a server brings along is believed",
                                Set.of(Weakness.NO_SERVER_IDENTITY),
                                together,
                                Set.of(Fault.OLD_STATE, Fault.CUT_OFF))),
                RedisModel::of);
    }

    private static ProtocolTable nearCache() {
        List<Fault> faults = List.of(Fault.NONE, Fault.ENTRY_EVICTED, Fault.RESTART_EMPTY, Fault.CONNECTION_LOST);
        Set<Fault> every = Set.copyOf(faults);
        return new ProtocolTable(
                "Near cache, within its window⁴",
                faults,
                List.of(
                        copies("**ours**", Set.of(), Set.of()),
                        copies("no placeholder", Set.of(Weakness.NO_PLACEHOLDER), every),
                        copies(
                                "not emptied when its connection is lost",
                                Set.of(Weakness.NO_FLUSH_ON_DISCONNECT),
                                Set.of(Fault.RESTART_EMPTY, Fault.CONNECTION_LOST)),
                        copies("own copies kept when writing", Set.of(Weakness.OWN_COPIES_KEPT), every),
                        copies("what Redis refused is kept", Set.of(Weakness.REFUSED_FILL_KEPT), every)),
                NearModel::new);
    }

    private static ProtocolTable fence() {
        Set<Fault> both = Set.of(Fault.CUT_OFF_STRICT, Fault.TWO_MASTERS);
        return new ProtocolTable(
                "The fence (strict mode)",
                List.of(Fault.NONE, Fault.WRITER_DIES, Fault.CUT_OFF_STRICT, Fault.TWO_MASTERS),
                List.of(
                        copies("**ours**", Set.of(), Set.of()),
                        copies("checked before the reply", Set.of(Weakness.CHECKED_BEFORE_REPLY), both),
                        copies(
                                "the same, no near cache",
                                Set.of(Weakness.CHECKED_BEFORE_REPLY, Weakness.NO_NEAR_CACHE),
                                Set.of(Fault.TWO_MASTERS)),
                        copies("window counted from the answer", Set.of(Weakness.WINDOW_FROM_REPLY), both),
                        copies(
                                "acknowledged without waiting",
                                Set.of(Weakness.NO_WAIT_AFTER_RAISING),
                                Set.of(Fault.CUT_OFF_STRICT)),
                        copies(
                                "the word names no servers",
                                Set.of(Weakness.FENCE_NAMES_NO_SERVER),
                                Set.of(Fault.TWO_MASTERS))),
                FenceModel::new);
    }

    private static Row copies(String name, Set<Weakness> without, Set<Fault> fails) {
        return new Row(name, without, List.of(Lookup.ALONE), fails);
    }
}
