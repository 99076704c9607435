package org.forumcache.benchmarks.consistency;

import org.forumcache.EntryKey;
import org.forumcache.EntryKind;

/** One cached page: where it lies, and of which registers it shows the versions, always in the same order. Immutable. */
final class Page {
    /** Stands for a version that the page does not show now. */
    static final int UNSEEN = 0;

    /** Stands for the version of a thread that the page says is not there. */
    static final int ABSENT = -1;

    private final int number;
    private final EntryKey key;
    private final int[] registers;
    private final int place;

    Page(int number, EntryKey key, int[] registers, int place) {
        this.number = number;
        this.key = key;
        this.registers = registers;
        this.place = place;
    }

    int number() {
        return number;
    }

    EntryKey key() {
        return key;
    }

    EntryKind kind() {
        return key.kind();
    }

    /** How many versions it shows. */
    int size() {
        return registers.length;
    }

    int register(int slot) {
        return registers[slot];
    }

    /** Where it shows the register; negative if nowhere. */
    int slot(int register) {
        for (int slot = 0; slot < registers.length; slot++) {
            if (registers[slot] == register) {
                return slot;
            }
        }
        return -1;
    }

    /** The category whose threads it shows, or {@link Catalogue#ANYWHERE}. */
    int place() {
        return place;
    }

    /** What the page shows if it does not exist: the first of its versions is absent. */
    int[] absent() {
        int[] versions = new int[registers.length];
        versions[0] = ABSENT;
        return versions;
    }

    @Override
    public String toString() {
        return key.text();
    }
}
