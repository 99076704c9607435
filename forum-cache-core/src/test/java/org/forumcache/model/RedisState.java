package org.forumcache.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The layout of a {@link RedisModel}'s state, and what about it is only a name.
 *
 * <p>Tokens are drawn from a counter, so that each is new, but only their equality counts. Readers of one process are
 * alike, and so are its writers.
 */
final class RedisState {
    static final int DATABASE = 0;
    /** The next token. */
    static final int FRESH = 1;
    /** How far the fault has come. */
    static final int FAULT = 2;
    /** Which connections are broken: one bit for each process and server. */
    static final int BROKEN = 3;
    /** The lease of the load in progress, of each process. */
    static final int FLIGHT = 4;
    /** What is acknowledged, as far as it concerns the readers of each process. */
    static final int ACKNOWLEDGED = 6;
    /** Who the servers of the entry and of the generation are. */
    static final int IDENTITY = 8;

    static final int ENTRY = 10;
    static final int KIND = ENTRY;
    /** The version of a value, the token of a lease. */
    static final int WHAT = ENTRY + 1;
    /** The generation it was loaded under. */
    static final int STAMPED = ENTRY + 2;
    /** The server it was stored on. */
    static final int SEAL = ENTRY + 3;

    static final int GENERATION = 14;
    static final int GENERATION_SEAL = GENERATION + 1;
    static final int GENERATION_LENGTH = 2;
    static final int STORE_LENGTH = 6;
    static final int ENTRY_LENGTH = 4;
    /** What a snapshot or a replica holds of entry and generation. */
    static final int SAVED = 16;

    private static final int WRITERS = 22;
    private static final int WRITER_LENGTH = 2;
    static final int READER_LENGTH = 6;

    /** Offsets in a reader: what was acknowledged when it started. */
    static final int FLOOR = 1;
    /** What kind of entry it saw before it looked up the generation. */
    static final int SEEN = 2;
    /** The lease it holds, waits for or saw; the version it saw. */
    static final int TOKEN = 3;
    /** The generation it saw. */
    static final int STAMP = 4;
    /** The version it loaded or found. */
    static final int RESULT = 5;

    /** What can lie in the entry's place; nothing is 0. */
    static final int LEASE = 1;

    static final int VALUE = 2;

    /** Stands for a token that names nothing in the part that all share. */
    private static final int UNNAMED = 100;

    private final Setting setting;
    private final int readers;
    private final int length;
    private final List<int[]> orders;

    RedisState(Setting setting) {
        this.setting = setting;
        this.readers = WRITERS + setting.writers() * WRITER_LENGTH;
        this.length = (readers + setting.readers() * READER_LENGTH + 7) / 8 * 8;
        this.orders = orders(setting.processOf());
    }

    byte[] initial() {
        byte[] s = new byte[length];
        s[GENERATION] = 1;
        s[FRESH] = 2;
        return s;
    }

    int writer(int i) {
        return WRITERS + i * WRITER_LENGTH;
    }

    int reader(int i) {
        return readers + i * READER_LENGTH;
    }

    int stage(byte[] s, int reader) {
        return s[reader(reader)];
    }

    /**
     * Names the tokens in the order in which they are met, and puts participants that are alike in order; of several
     * orders that are as good, the one with the smallest state.
     */
    void normalize(byte[] s) {
        sortWriters(s);
        Names shared = new Names(s);
        shared.shared();
        long[] ranks = new long[setting.readers()];
        for (int i = 0; i < ranks.length; i++) {
            ranks[i] = shared.rank(reader(i));
        }
        byte[] best = s;
        for (int[] order : orders) {
            if (isSorted(s, ranks, order)) {
                byte[] candidate = ordered(s, order);
                new Names(candidate, shared).ofReaders();
                best = best == s || Arrays.compare(candidate, best) < 0 ? candidate : best;
            }
        }
        System.arraycopy(best, 0, s, 0, length);
    }

    private void sortWriters(byte[] s) {
        for (int i = 0; i < setting.writers(); i++) {
            for (int j = i + 1; j < setting.writers(); j++) {
                if (setting.processOfWriter(i) == setting.processOfWriter(j)
                        && Arrays.compare(s, writer(i), writer(i) + 2, s, writer(j), writer(j) + 2) > 0) {
                    swap(s, writer(i), writer(j), WRITER_LENGTH);
                }
            }
        }
    }

    private boolean isSorted(byte[] s, long[] ranks, int[] order) {
        for (int i = 1; i < order.length; i++) {
            int a = order[i - 1];
            int b = order[i];
            if (setting.processOf()[a] == setting.processOf()[b]
                    && (ranks[a] > ranks[b] || (a > b && ranks[a] == ranks[b] && areEqual(s, reader(a), reader(b))))) {
                return false;
            }
        }
        return true;
    }

    private static boolean areEqual(byte[] s, int a, int b) {
        return Arrays.equals(s, a, a + READER_LENGTH, s, b, b + READER_LENGTH);
    }

    private byte[] ordered(byte[] s, int[] order) {
        byte[] n = s.clone();
        for (int i = 0; i < order.length; i++) {
            System.arraycopy(s, reader(order[i]), n, reader(i), READER_LENGTH);
        }
        return n;
    }

    /** All orders of the readers that leave each in its process. */
    private static List<int[]> orders(int[] processOf) {
        List<int[]> orders = new ArrayList<>();
        extend(orders, processOf, new int[0]);
        return orders;
    }

    private static void extend(List<int[]> orders, int[] processOf, int[] begun) {
        if (begun.length == processOf.length) {
            orders.add(begun);
            return;
        }
        for (int i = 0; i < processOf.length; i++) {
            int next = i;
            if (processOf[i] == processOf[begun.length] && Arrays.stream(begun).noneMatch(used -> used == next)) {
                int[] longer = Arrays.copyOf(begun, begun.length + 1);
                longer[begun.length] = next;
                extend(orders, processOf, longer);
            }
        }
    }

    private static void swap(byte[] s, int a, int b, int length) {
        for (int k = 0; k < length; k++) {
            byte kept = s[a + k];
            s[a + k] = s[b + k];
            s[b + k] = kept;
        }
    }

    /** New names for the tokens of one state. */
    private final class Names {
        private final byte[] s;
        private final byte[] ofLease;
        private final byte[] ofGeneration;
        private int leases;
        private int generations;

        Names(byte[] s) {
            this.s = s;
            this.ofLease = new byte[128];
            this.ofGeneration = new byte[128];
            ofLease[RedisReaders.STORES_WITHOUT_LEASE] = RedisReaders.STORES_WITHOUT_LEASE;
        }

        /** For another order of the same state. */
        Names(byte[] s, Names names) {
            this.s = s;
            this.ofLease = names.ofLease.clone();
            this.ofGeneration = names.ofGeneration.clone();
            this.leases = names.leases;
            this.generations = names.generations;
        }

        void shared() {
            generation(GENERATION);
            entry(ENTRY);
            generation(SAVED + GENERATION - ENTRY);
            entry(SAVED);
            lease(FLIGHT);
            lease(FLIGHT + 1);
        }

        private void entry(int at) {
            generation(at + STAMPED - ENTRY);
            if (s[at] == LEASE) {
                lease(at + WHAT - ENTRY);
            }
        }

        void ofReaders() {
            for (int i = 0; i < setting.readers(); i++) {
                int r = reader(i);
                generation(r + STAMP);
                if (holdsLease(r)) {
                    lease(r + TOKEN);
                }
            }
            s[FRESH] = (byte) (Math.max(leases, generations) + 1);
        }

        private boolean holdsLease(int r) {
            return s[r + SEEN] != VALUE;
        }

        private void lease(int at) {
            if (s[at] != 0 && ofLease[s[at]] == 0) {
                ofLease[s[at]] = (byte) ++leases;
            }
            s[at] = ofLease[s[at]];
        }

        private void generation(int at) {
            // Counters are numbers, not names.
            if (setting.isWithout(Weakness.COUNTER_GENERATION)) {
                return;
            }
            if (s[at] != 0 && ofGeneration[s[at]] == 0) {
                ofGeneration[s[at]] = (byte) ++generations;
            }
            s[at] = ofGeneration[s[at]];
        }

        /** Where a reader belongs among those that are like it; tells nothing from its own tokens' old names. */
        long rank(int r) {
            int token = !holdsLease(r) ? s[r + TOKEN] : known(ofLease, s[r + TOKEN]);
            boolean counts = setting.isWithout(Weakness.COUNTER_GENERATION);
            int stamp = counts ? s[r + STAMP] : known(ofGeneration, s[r + STAMP]);
            long rank = s[r];
            for (int next : new int[] {s[r + FLOOR], s[r + SEEN], token, stamp, s[r + RESULT]}) {
                rank = (rank << 8) | next;
            }
            return rank;
        }

        private int known(byte[] names, int token) {
            return token == 0 ? 0 : names[token] == 0 ? UNNAMED : names[token];
        }
    }
}
