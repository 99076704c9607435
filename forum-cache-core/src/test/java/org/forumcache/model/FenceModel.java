package org.forumcache.model;

/**
 * One entry in Redis, copies of it in the processes, and the fence, a word in the database that everything stored is
 * sealed with.
 *
 * <p>A process uses the cache only while it trusts a word that it has read. It may stop to trust it at any moment; whoever
 * replaces the word goes on only when nobody trusts the former one, and an answer of the database that is still on its
 * way by then comes too late to be trusted: that is what the times of the fence are for, and all the model knows of them.
 * Pushes arrive at once here; {@link NearModel} delays them. A reader may be held up between its question and the answer.
 */
final class FenceModel implements Model {
    private static final int DATABASE = 0;
    private static final int ACKNOWLEDGED = 1;
    private static final int FENCE = 2;
    private static final int FAULT = 3;

    private static final int SERVERS = 4;
    private static final int SERVER_LENGTH = 3;
    /** Offsets in a server; the version of a value, or who holds a lease, counted from 1. */
    private static final int KIND = 0;

    private static final int WHAT = 1;
    private static final int SEAL = 2;

    private static final int PROCESSES = SERVERS + 2 * SERVER_LENGTH;
    private static final int PROCESS_LENGTH = 5;
    /** Offsets in a process: the word it trusts, or 0; the word that is on its way from the database, or 0. */
    private static final int TRUSTS = 0;

    private static final int ASKED = 1;
    private static final int COPY = 2;
    private static final int COPIED = 3;
    /** Which server it is connected to. */
    private static final int LINK = 4;

    private static final int OLD_WORD = 1;
    private static final int NEW_WORD = 2;
    private static final int VALUE = 1;
    private static final int OWNED = 2;

    /** Offsets in a reader. */
    private static final int FLOOR = 1;

    private static final int RESULT = 2;
    private static final int SEALED = 3;

    private static final int IDLE = 0;
    private static final int ASKS = 1;
    private static final int REPLIED = 2;
    private static final int LOADS = 3;
    private static final int FILLS = 4;
    private static final int STORED = 5;
    private static final int RETURNS = 6;
    private static final int READ = 7;

    private static final int COMMITTED = 1;
    private static final int RAISED = 2;
    private static final int LEFT = 3;
    private static final int WRITTEN = 4;

    private final Setting setting;
    private final Participants layout;

    FenceModel(Setting setting) {
        this.setting = setting;
        this.layout = new Participants(setting, PROCESSES + 2 * PROCESS_LENGTH);
    }

    @Override
    public byte[] initial() {
        byte[] s = new byte[layout.length()];
        s[FENCE] = OLD_WORD;
        for (int p = 0; p < setting.processes(); p++) {
            s[process(p) + TRUSTS] = OLD_WORD;
        }
        return s;
    }

    @Override
    public void normalize(byte[] s) {
        for (int i = 0; i < setting.readers(); i++) {
            settle(s, i);
        }
        for (int p = 0; p < setting.processes(); p++) {
            if (layout.nobodyWillStartIn(s, p)) {
                drop(s, p);
            }
        }
        layout.sort(s, this::belongings);
    }

    /** Ends a read that can only return what is new enough, and leave nothing behind. */
    private void settle(byte[] s, int i) {
        int r = layout.reader(i);
        int at = process(setting.processOf()[i]);
        boolean loads = s[r] == LOADS || s[r] == FILLS;
        boolean isRefused = loads && !holdsLease(s, i, 0) && !holdsLease(s, i, 1);
        boolean replied = s[r] == REPLIED || s[r] == STORED;
        boolean mayCopy = s[at + COPY] == OWNED && s[at + COPIED] == i + 1;
        boolean isNewEnough = s[r + RESULT] >= s[r + FLOOR];
        if (isRefused || (replied && !mayCopy && isNewEnough)) {
            layout.clear(s, i, READ);
        }
    }

    private static boolean holdsLease(byte[] s, int i, int server) {
        return s[server(server) + KIND] == OWNED && s[server(server) + WHAT] == i + 1;
    }

    private int[] belongings(byte[] s, int reader) {
        int at = process(setting.processOf()[reader]);
        return new int[] {
            s[server(0) + KIND] == OWNED ? server(0) + WHAT : -1,
            s[server(1) + KIND] == OWNED ? server(1) + WHAT : -1,
            s[at + COPY] == OWNED ? at + COPIED : -1
        };
    }

    private static int process(int p) {
        return PROCESSES + p * PROCESS_LENGTH;
    }

    private static int server(int number) {
        return SERVERS + number * SERVER_LENGTH;
    }

    @Override
    public void steps(byte[] s, Steps out) {
        for (int p = 0; p < setting.processes(); p++) {
            trust(s, p, out);
        }
        if (setting.fault() == Fault.TWO_MASTERS) {
            succession(s, out);
        }
        for (int i = 0; i < setting.writers(); i++) {
            writer(s, i, out);
        }
        for (int i = 0; i < setting.readers(); i++) {
            reader(s, i, out);
        }
    }

    private void trust(byte[] s, int p, Steps out) {
        int at = process(p);
        if (s[at + TRUSTS] != 0) {
            byte[] n = s.clone();
            n[at + TRUSTS] = 0;
            forget(n, p);
            out.to(n, "process %d has not read the fence for too long, and uses Redis no more", p + 1);
        }
        if (s[at + ASKED] == 0 && s[at + TRUSTS] != s[FENCE]) {
            byte[] n = s.clone();
            n[at + ASKED] = s[FENCE];
            out.to(n, "process %d reads the fence, word %d; the answer is on its way", p + 1, s[FENCE]);
        }
        if (s[at + ASKED] != 0) {
            answer(s, p, out);
        }
    }

    private void answer(byte[] s, int p, Steps out) {
        int at = process(p);
        int word = s[at + ASKED];
        boolean terms = setting.fault() == Fault.TWO_MASTERS;
        if (terms && word == NEW_WORD && isTrusted(s, OLD_WORD)) {
            // The servers of a new term are used only when nobody can be using those of the former one.
            return;
        }
        byte[] n = s.clone();
        n[at + ASKED] = 0;
        if (terms && word == NEW_WORD) {
            expire(n);
        }
        boolean named = s[at + LINK] == word - OLD_WORD;
        if (!terms || named || setting.isWithout(Weakness.FENCE_NAMES_NO_SERVER)) {
            n[at + TRUSTS] = (byte) word;
        } else if (word == NEW_WORD) {
            n[at + LINK] = 1;
            n[at + TRUSTS] = (byte) word;
        }
        if (n[at + TRUSTS] != s[at + TRUSTS]) {
            forget(n, p);
        }
        out.to(n, "the answer arrives: process %d knows word %d", p + 1, word);
    }

    private boolean isTrusted(byte[] s, int word) {
        for (int p = 0; p < setting.processes(); p++) {
            if (s[process(p) + TRUSTS] == word) {
                return true;
            }
        }
        return false;
    }

    /** Answers with the former word that are still on their way were asked for too long ago. */
    private void expire(byte[] n) {
        for (int p = 0; p < setting.processes(); p++) {
            if (n[process(p) + ASKED] == OLD_WORD && !setting.isWithout(Weakness.WINDOW_FROM_REPLY)) {
                n[process(p) + ASKED] = 0;
            }
        }
    }

    /** Drops the copy; a reply that is awaited may still become one. */
    private static void forget(byte[] n, int p) {
        if (n[process(p) + COPY] == VALUE) {
            drop(n, p);
        }
    }

    private static void drop(byte[] n, int p) {
        n[process(p) + COPY] = 0;
        n[process(p) + COPIED] = 0;
    }

    private void succession(byte[] s, Steps out) {
        if (s[FAULT] == 0) {
            byte[] n = s.clone();
            n[FAULT] = 1;
            out.to(n, "a replica is made master; the former master goes on answering");
            return;
        }
        for (int p = 0; p < setting.processes(); p++) {
            if (s[process(p) + LINK] == 0) {
                byte[] n = s.clone();
                n[process(p) + LINK] = 1;
                n[process(p) + TRUSTS] = 0;
                n[process(p) + ASKED] = 0;
                drop(n, p);
                n[FENCE] = NEW_WORD;
                out.to(n, "process %d finds the new master, and replaces the word of the fence", p + 1);
            }
        }
    }

    private void writer(byte[] s, int i, Steps out) {
        int w = layout.writer(i);
        switch (s[w]) {
            case IDLE -> {
                byte[] n = s.clone();
                n[w] = COMMITTED;
                n[w + 1] = ++n[DATABASE];
                out.to(n, "writer %d commits version %d", i + 1, n[DATABASE]);
            }
            case COMMITTED -> committed(s, i, out);
            case RAISED -> {
                if (!isTrusted(s, OLD_WORD) || setting.isWithout(Weakness.NO_WAIT_AFTER_RAISING)) {
                    byte[] n = acknowledged(s, i, LEFT);
                    expire(n);
                    out.to(n, "writer %d has waited, and is acknowledged: version %d", i + 1, s[w + 1]);
                }
            }
            case LEFT -> {
                byte[] n = s.clone();
                n[w] = WRITTEN;
                invalidate(n, setting.processOfWriter(i));
                out.to(n, "a relay delivers writer %d's record", i + 1);
            }
            default -> {}
        }
    }

    private void committed(byte[] s, int i, Steps out) {
        int p = setting.processOfWriter(i);
        boolean delivered = setting.fault() != Fault.TWO_MASTERS
                || setting.isWithout(Weakness.FENCE_NAMES_NO_SERVER)
                || s[process(p) + TRUSTS] != 0;
        if (delivered) {
            byte[] n = acknowledged(s, i, WRITTEN);
            invalidate(n, p);
            out.to(
                    n,
                    "writer %d invalidates on master %d, and is acknowledged: version %d",
                    i + 1,
                    s[process(p) + LINK] + 1,
                    s[layout.writer(i) + 1]);
        }
        if (s[FAULT] != 0) {
            return;
        }
        byte[] n = s.clone();
        n[FAULT] = 1;
        if (setting.fault() == Fault.CUT_OFF_STRICT) {
            n[layout.writer(i)] = RAISED;
            n[FENCE] = NEW_WORD;
            n[process(p) + TRUSTS] = 0;
            n[process(p) + ASKED] = 0;
            drop(n, p);
            out.to(n, "writer %d cannot reach Redis, and replaces the word of the fence", i + 1);
        } else if (setting.fault() == Fault.WRITER_DIES) {
            n[layout.writer(i)] = LEFT;
            n[layout.writer(i) + 1] = 0;
            out.to(n, "writer %d dies; its record stays in the database", i + 1);
        }
    }

    private byte[] acknowledged(byte[] s, int i, int stage) {
        int w = layout.writer(i);
        byte[] n = s.clone();
        n[ACKNOWLEDGED] = (byte) Math.max(s[ACKNOWLEDGED], s[w + 1]);
        n[w] = (byte) stage;
        n[w + 1] = 0;
        return n;
    }

    /** Removes the entry on the master of a process; its push reaches those who are connected to the same. */
    private void invalidate(byte[] n, int process) {
        int link = n[process(process) + LINK];
        place(n, link, 0, 0, 0);
        for (int p = 0; p < setting.processes(); p++) {
            if (p == process || n[process(p) + LINK] == link) {
                drop(n, p);
            }
        }
    }

    private static void place(byte[] n, int server, int kind, int what, int seal) {
        n[server(server) + KIND] = (byte) kind;
        n[server(server) + WHAT] = (byte) what;
        n[server(server) + SEAL] = (byte) seal;
    }

    private void reader(byte[] s, int i, Steps out) {
        int r = layout.reader(i);
        switch (s[r]) {
            case IDLE -> start(s, i, out);
            case ASKS -> ask(s, i, out);
            case LOADS -> {
                byte[] n = s.clone();
                n[r] = FILLS;
                n[r + RESULT] = s[DATABASE];
                out.to(n, "reader %d loads version %d from the database", i + 1, s[DATABASE]);
            }
            case FILLS -> fill(s, i, out);
            case REPLIED -> reply(s, i, out, "reader %d gets the reply, version %d");
            case STORED -> reply(s, i, out, "reader %d learns that version %d is stored");
            case RETURNS ->
                out.breach(
                        "reader %d, in process %d, returns version %d, though version %d was acknowledged before it started",
                        i + 1, setting.processOf()[i] + 1, s[r + RESULT], s[r + FLOOR]);
            default -> {}
        }
    }

    private void start(byte[] s, int i, Steps out) {
        int r = layout.reader(i);
        int at = process(setting.processOf()[i]);
        byte[] n = s.clone();
        n[r + FLOOR] = s[ACKNOWLEDGED];
        if (s[at + TRUSTS] == 0) {
            layout.clear(n, i, READ);
            out.to(n, "reader %d must not use Redis: loads without storing", i + 1);
        } else if (s[at + COPY] == VALUE) {
            returning(n, i, s[at + COPIED]);
            out.to(n, "reader %d finds a copy of version %d in its process", i + 1, s[at + COPIED]);
        } else {
            n[r] = ASKS;
            n[r + SEALED] = s[at + TRUSTS];
            out.to(n, "reader %d starts, trusting word %d", i + 1, s[at + TRUSTS]);
        }
    }

    private void ask(byte[] s, int i, Steps out) {
        int r = layout.reader(i);
        int link = s[process(setting.processOf()[i]) + LINK];
        boolean known = s[server(link) + SEAL] == s[r + SEALED];
        int found = s[server(link) + WHAT];
        byte[] n = s.clone();
        if (known && s[server(link) + KIND] == VALUE) {
            hold(n, i);
            n[r] = REPLIED;
            n[r + RESULT] = (byte) found;
            out.to(n, "master %d answers reader %d: version %d", link + 1, i + 1, found);
        } else if (known && s[server(link) + KIND] == OWNED) {
            layout.clear(n, i, READ);
            out.to(n, "reader %d finds another's lease: loads without storing", i + 1);
        } else {
            n[r] = LOADS;
            place(n, link, OWNED, i + 1, s[r + SEALED]);
            out.to(n, "reader %d takes the lease on master %d, under word %d", i + 1, link + 1, s[r + SEALED]);
        }
    }

    private void fill(byte[] s, int i, Steps out) {
        int r = layout.reader(i);
        int link = s[process(setting.processOf()[i]) + LINK];
        byte[] n = s.clone();
        if (holdsLease(s, i, link)) {
            hold(n, i);
            place(n, link, VALUE, s[r + RESULT], s[server(link) + SEAL]);
            n[r] = STORED;
            out.to(n, "reader %d stores version %d on master %d", i + 1, s[r + RESULT], link + 1);
        } else {
            layout.clear(n, i, READ);
            out.to(n, "reader %d is refused to store version %d", i + 1, s[r + RESULT]);
        }
    }

    private void hold(byte[] n, int i) {
        if (!setting.isWithout(Weakness.NO_NEAR_CACHE)) {
            n[process(setting.processOf()[i]) + COPY] = OWNED;
            n[process(setting.processOf()[i]) + COPIED] = (byte) (i + 1);
        }
    }

    private void reply(byte[] s, int i, Steps out, String text) {
        int r = layout.reader(i);
        int at = process(setting.processOf()[i]);
        int version = s[r + RESULT];
        byte[] n = s.clone();
        if (s[at + TRUSTS] != s[r + SEALED] && !setting.isWithout(Weakness.CHECKED_BEFORE_REPLY)) {
            layout.clear(n, i, READ);
            out.to(n, text + ", and must not use it: loads without storing", i + 1, version);
            return;
        }
        if (s[at + COPY] == OWNED && s[at + COPIED] == i + 1) {
            n[at + COPY] = VALUE;
            n[at + COPIED] = (byte) version;
        }
        returning(n, i, version);
        out.to(n, text, i + 1, version);
    }

    private void returning(byte[] n, int i, int version) {
        int r = layout.reader(i);
        if (version >= n[r + FLOOR]) {
            layout.clear(n, i, READ);
        } else {
            n[r] = RETURNS;
            n[r + RESULT] = (byte) version;
        }
    }
}
