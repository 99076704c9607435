package org.forumcache.model;

import java.util.Arrays;

/**
 * The part of a state that belongs to writers, two bytes each, and readers: a stage each, and what they remember.
 *
 * <p>Readers of one process are alike; the part of the state that is shared may name some of them.
 */
final class Participants {
    private static final int WRITER_LENGTH = 2;
    static final int READER_LENGTH = 4;

    private final Setting setting;
    private final int writers;
    private final int readers;

    /** @param writers where the writers' part begins; the readers' follows */
    Participants(Setting setting, int writers) {
        this.setting = setting;
        this.writers = writers;
        this.readers = writers + setting.writers() * WRITER_LENGTH;
    }

    int length() {
        return (readers + setting.readers() * READER_LENGTH + 7) / 8 * 8;
    }

    int writer(int i) {
        return writers + i * WRITER_LENGTH;
    }

    int reader(int i) {
        return readers + i * READER_LENGTH;
    }

    /** A reader that remembers nothing. */
    void clear(byte[] n, int i, int stage) {
        Arrays.fill(n, reader(i), reader(i) + READER_LENGTH, (byte) 0);
        n[reader(i)] = (byte) stage;
    }

    /** Whether no reader of a process has yet to start: what the process holds for them concerns nobody then. */
    boolean nobodyWillStartIn(byte[] s, int process) {
        for (int i = 0; i < setting.readers(); i++) {
            if (setting.processOf()[i] == process && s[reader(i)] == 0) {
                return false;
            }
        }
        return true;
    }

    /** Where the shared part of a state may name a reader, counted from 1; below 0 if it does not. */
    interface Belongings {
        int[] of(byte[] state, int reader);
    }

    /** Puts the readers of each process in order, and what names them along with them. */
    void sort(byte[] s, Belongings belongings) {
        for (int i = 0; i < setting.readers(); i++) {
            for (int j = i + 1; j < setting.readers(); j++) {
                if (setting.processOf()[i] == setting.processOf()[j]
                        && rank(s, i, belongings) > rank(s, j, belongings)) {
                    swap(s, i, j, belongings.of(s, i));
                }
            }
        }
    }

    private long rank(byte[] s, int i, Belongings belongings) {
        long rank = 0;
        for (int k = 0; k < READER_LENGTH; k++) {
            rank = (rank << 8) | s[reader(i) + k];
        }
        for (int place : belongings.of(s, i)) {
            rank = (rank << 1) | (place >= 0 && s[place] == i + 1 ? 1 : 0);
        }
        return rank;
    }

    private void swap(byte[] s, int i, int j, int[] places) {
        for (int k = 0; k < READER_LENGTH; k++) {
            byte kept = s[reader(i) + k];
            s[reader(i) + k] = s[reader(j) + k];
            s[reader(j) + k] = kept;
        }
        for (int place : places) {
            if (place >= 0 && (s[place] == i + 1 || s[place] == j + 1)) {
                s[place] = (byte) (s[place] == i + 1 ? j + 1 : i + 1);
            }
        }
    }
}
