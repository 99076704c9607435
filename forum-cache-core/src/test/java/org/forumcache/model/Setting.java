package org.forumcache.model;

import java.util.Set;

/** What a model is run with: the protocol, the fault, how many write, and who reads in which process. */
final class Setting {
    private final Lookup lookup;
    private final Set<Weakness> without;
    private final Fault fault;
    private final int writers;
    private final int[] processOf;

    /**
     * @param without the rules that the protocol does without
     * @param processOf the process of each reader, counted from 0
     */
    Setting(Lookup lookup, Set<Weakness> without, Fault fault, int writers, int... processOf) {
        this.lookup = lookup;
        this.without = Set.copyOf(without);
        this.fault = fault;
        this.writers = writers;
        this.processOf = processOf.clone();
    }

    /** How an entry is looked up. */
    enum Lookup {
        /** An entry that belongs to no group. */
        ALONE,
        /** Entry and generation in one command. */
        TOGETHER,
        GENERATION_FIRST,
        ENTRY_FIRST,
        /** Entry and generation on two servers, in any order. */
        APART
    }

    Lookup lookup() {
        return lookup;
    }

    Fault fault() {
        return fault;
    }

    int writers() {
        return writers;
    }

    int readers() {
        return processOf.length;
    }

    /** The process of each reader; not a copy, because every step asks for it. */
    int[] processOf() {
        return processOf;
    }

    int processes() {
        int highest = 0;
        for (int process : processOf) {
            highest = Math.max(highest, process);
        }
        return highest + 1;
    }

    /** The process of a writer: they take turns. */
    int processOfWriter(int writer) {
        return writer % processes();
    }

    boolean isWithout(Weakness rule) {
        return without.contains(rule);
    }
}
