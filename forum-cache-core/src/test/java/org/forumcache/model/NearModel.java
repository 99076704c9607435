package org.forumcache.model;

import java.util.Arrays;

/**
 * One entry in Redis and a copy of it in each process, which Redis' pushes drop.
 *
 * <p>Commands and pushes go over different connections, so a push may overtake a reply or come long after it. On the
 * pushes' own connection everything keeps its order; an answered ping therefore proves that the pushes before it have
 * come. Looking an entry up and taking its lease is one step here; {@link RedisModel} parts them. A placeholder is put
 * in the very moment in which Redis is asked: put earlier, more could remove it. For the same reason leases and fills
 * push nothing here, and pings are sent all the time: a process that drops less and trusts longer shows more.
 *
 * <p>Property, within the window: a write counts for the readers of its own process from its acknowledgement on, and for
 * all others from the moment when one window has passed since. A process serves its copy only while the ping that was
 * answered last was sent less than a window ago: so once the window of a write has passed, only a ping that was sent
 * after the acknowledgement keeps a process serving. That is how the model measures it; it knows no other time.
 * A process that waits too long for its ping asks Redis instead; so any reader here may do that at any time.
 */
final class NearModel implements Model {
    private static final int DATABASE = 0;
    private static final int ACKNOWLEDGED = 1;
    /** The version whose window has passed. */
    private static final int PASSED = 2;

    private static final int FAULT = 3;
    private static final int KIND = 4;
    /** The version of a value; who holds a lease, counted from 1. */
    private static final int WHAT = 5;

    private static final int PROCESSES = 6;
    private static final int PROCESS_LENGTH = 8;
    private static final int WRITERS = PROCESSES + 2 * PROCESS_LENGTH;

    /** Offsets in a process: what lies in the copy's place. */
    private static final int COPY = 0;
    /** The version of a copy; whose placeholder it is, counted from 1. */
    private static final int COPIED = 1;
    /** The pushes under way, oldest first: what was acknowledged when each was sent, plus 1. */
    private static final int PUSHES = 2;

    private static final int MAX_PUSHES = 3;
    /** What had been acknowledged when the last ping was sent that was answered before the connection broke. */
    private static final int ANSWERED = 5;

    private static final int LINK = 6;
    /** What was acknowledged in this process. */
    private static final int OWN = 7;

    private static final int VALUE = 1;
    private static final int OWNED = 2;

    private static final int UP = 0;
    private static final int BROKEN = 1;
    /** Broken, and the process knows. */
    private static final int DOWN = 2;

    /** Offsets in a reader: what counted when it started, and the version it has. */
    private static final int FLOOR = 1;

    private static final int RESULT = 2;

    private static final int IDLE = 0;
    private static final int REPLIED = 1;
    private static final int LOADS = 2;
    private static final int FILLS = 3;
    private static final int STORED = 4;
    private static final int RETURNS = 5;
    private static final int READ = 6;

    private static final int COMMITTED = 1;
    private static final int INVALIDATED = 2;
    private static final int WRITTEN = 3;

    private final Setting setting;
    private final Participants layout;

    NearModel(Setting setting) {
        this.setting = setting;
        this.layout = new Participants(setting, WRITERS);
    }

    @Override
    public byte[] initial() {
        return new byte[layout.length()];
    }

    @Override
    public void normalize(byte[] s) {
        for (int p = 0; p < setting.processes(); p++) {
            if (layout.nobodyWillStartIn(s, p)) {
                Arrays.fill(s, process(p), process(p) + PROCESS_LENGTH, (byte) 0);
            }
        }
        for (int i = 0; i < setting.readers(); i++) {
            settle(s, i);
        }
        layout.sort(s, this::belongings);
    }

    /** Ends a read that can only return: nobody else will see what it has. */
    private void settle(byte[] s, int i) {
        int stage = s[layout.reader(i)];
        if (stage == REPLIED || stage == STORED) {
            if (!mayPublish(s, i)) {
                returning(s, i, s[layout.reader(i) + RESULT]);
            }
        } else if (stage == LOADS || stage == FILLS) {
            boolean holdsLease = s[KIND] == OWNED && s[WHAT] == i + 1;
            if (!holdsLease && !setting.isWithout(Weakness.REFUSED_FILL_KEPT)) {
                layout.clear(s, i, READ);
            }
        }
    }

    /** What of the shared state names a reader. */
    private int[] belongings(byte[] s, int reader) {
        int place = PROCESSES + setting.processOf()[reader] * PROCESS_LENGTH;
        int lease = s[KIND] == OWNED ? WHAT : -1;
        int placeholder = s[place + COPY] == OWNED ? place + COPIED : -1;
        return new int[] {lease, placeholder};
    }

    private static int process(int p) {
        return PROCESSES + p * PROCESS_LENGTH;
    }

    @Override
    public void steps(byte[] s, Steps out) {
        fault(s, out);
        if (s[PASSED] < s[ACKNOWLEDGED]) {
            byte[] n = s.clone();
            n[PASSED]++;
            out.to(n, "the window of version %d passes", n[PASSED]);
        }
        for (int p = 0; p < setting.processes(); p++) {
            connection(s, p, out);
        }
        for (int i = 0; i < setting.writers(); i++) {
            writer(s, i, out);
        }
        for (int i = 0; i < setting.readers(); i++) {
            reader(s, i, out);
        }
    }

    private void fault(byte[] s, Steps out) {
        if (s[FAULT] != 0) {
            return;
        }
        byte[] n = s.clone();
        n[FAULT] = 1;
        if (setting.fault() == Fault.ENTRY_EVICTED && s[KIND] != 0) {
            remove(n);
            out.to(n, "Redis evicts what lies in the entry's place");
        } else if (setting.fault() == Fault.RESTART_EMPTY) {
            remove(n);
            for (int p = 0; p < setting.processes(); p++) {
                lose(n, p);
            }
            out.to(n, "Redis restarts empty; all connections break");
        } else if (setting.fault() == Fault.CONNECTION_LOST) {
            for (int p = 0; p < setting.processes(); p++) {
                byte[] lost = n.clone();
                lose(lost, p);
                out.to(lost, "process %d loses its connection for pushes, and does not know", p + 1);
            }
        }
    }

    private static void lose(byte[] n, int p) {
        n[process(p) + ANSWERED] = (byte) answered(n, p);
        Arrays.fill(n, process(p) + PUSHES, process(p) + PUSHES + MAX_PUSHES, (byte) 0);
        n[process(p) + LINK] = BROKEN;
    }

    /** What had been acknowledged when the last ping was sent that is answered, if pings are sent all the time. */
    private static int answered(byte[] s, int p) {
        int at = process(p);
        if (s[at + LINK] != UP) {
            return s[at + ANSWERED];
        }
        return s[at + PUSHES] == 0 ? s[ACKNOWLEDGED] : s[at + PUSHES] - 1;
    }

    /** Removes what lies in Redis, which pushes to whoever is connected, but not if nothing was there. */
    private void remove(byte[] n) {
        boolean pushes = n[KIND] != 0;
        place(n, 0, 0);
        for (int p = 0; pushes && p < setting.processes(); p++) {
            int at = process(p) + PUSHES;
            if (n[process(p) + LINK] == UP) {
                while (n[at] != 0) {
                    at++;
                }
                n[at] = (byte) (n[ACKNOWLEDGED] + 1);
            }
        }
    }

    private static void place(byte[] n, int kind, int what) {
        n[KIND] = (byte) kind;
        n[WHAT] = (byte) what;
    }

    private void connection(byte[] s, int p, Steps out) {
        int at = process(p);
        byte[] n = s.clone();
        if (s[at + LINK] == UP) {
            if (s[at + PUSHES] != 0) {
                System.arraycopy(s, at + PUSHES + 1, n, at + PUSHES, MAX_PUSHES - 1);
                n[at + PUSHES + MAX_PUSHES - 1] = 0;
                drop(n, p);
                out.to(n, "a push arrives at process %d", p + 1);
            }
            return;
        }
        boolean known = s[at + LINK] == DOWN;
        n[at + LINK] = (byte) (known ? UP : DOWN);
        n[at + ANSWERED] = 0;
        if (!setting.isWithout(Weakness.NO_FLUSH_ON_DISCONNECT)) {
            drop(n, p);
        }
        String text = known ? "process %d is connected again" : "process %d notices that it is not connected";
        out.to(n, text, p + 1);
    }

    private static void drop(byte[] n, int p) {
        n[process(p) + COPY] = 0;
        n[process(p) + COPIED] = 0;
    }

    private void writer(byte[] s, int i, Steps out) {
        int w = layout.writer(i);
        int p = setting.processOfWriter(i);
        byte[] n = s.clone();
        n[w]++;
        if (s[w] == IDLE) {
            n[w + 1] = ++n[DATABASE];
            out.to(n, "writer %d commits version %d", i + 1, n[DATABASE]);
        } else if (s[w] == COMMITTED) {
            remove(n);
            out.to(n, "writer %d deletes the entry in Redis", i + 1);
        } else if (s[w] == INVALIDATED) {
            int version = s[w + 1];
            n[w] = WRITTEN;
            n[w + 1] = 0;
            n[ACKNOWLEDGED] = (byte) Math.max(n[ACKNOWLEDGED], version);
            n[process(p) + OWN] = (byte) Math.max(n[process(p) + OWN], version);
            if (!setting.isWithout(Weakness.OWN_COPIES_KEPT)) {
                drop(n, p);
            }
            out.to(n, "writer %d drops its process' copy, and is acknowledged: version %d", i + 1, version);
        }
    }

    private void reader(byte[] s, int i, Steps out) {
        int r = layout.reader(i);
        switch (s[r]) {
            case IDLE -> start(s, i, out);
            case REPLIED -> {
                byte[] n = s.clone();
                publish(n, i, s[r + RESULT]);
                returning(n, i, s[r + RESULT]);
                out.to(n, "reader %d gets the reply, version %d", i + 1, s[r + RESULT]);
            }
            case LOADS -> {
                byte[] n = s.clone();
                n[r] = FILLS;
                n[r + RESULT] = s[DATABASE];
                out.to(n, "reader %d loads version %d from the database", i + 1, s[DATABASE]);
            }
            case FILLS -> fill(s, i, out);
            case STORED -> {
                byte[] n = s.clone();
                publish(n, i, s[r + RESULT]);
                returning(n, i, s[r + RESULT]);
                out.to(n, "reader %d learns that version %d is stored", i + 1, s[r + RESULT]);
            }
            case RETURNS ->
                out.breach(
                        "reader %d, in process %d, returns version %d, though version %d counted when it started",
                        i + 1, setting.processOf()[i] + 1, s[r + RESULT], s[r + FLOOR]);
            default -> {}
        }
    }

    private void start(byte[] s, int i, Steps out) {
        int r = layout.reader(i);
        int p = setting.processOf()[i];
        int at = process(p);
        byte[] n = s.clone();
        n[r + FLOOR] = (byte) Math.max(s[PASSED], s[at + OWN]);
        boolean serves = s[at + LINK] != DOWN && answered(s, p) >= s[PASSED];
        if (serves && s[at + COPY] == VALUE) {
            byte[] hit = n.clone();
            returning(hit, i, s[at + COPIED]);
            out.to(hit, "reader %d finds a copy of version %d in process %d", i + 1, s[at + COPIED], p + 1);
        }
        ask(s, n, i, out);
    }

    /** Asks Redis, be it that a copy has come meanwhile. */
    private void ask(byte[] s, byte[] n, int i, Steps out) {
        int r = layout.reader(i);
        if (s[KIND] == VALUE) {
            hold(n, i);
            n[r] = REPLIED;
            n[r + RESULT] = s[WHAT];
            out.to(n, "reader %d asks Redis, which answers version %d", i + 1, s[WHAT]);
        } else if (s[KIND] == OWNED) {
            layout.clear(n, i, READ);
            out.to(n, "reader %d finds another's lease: loads without storing", i + 1);
        } else {
            n[r] = LOADS;
            place(n, OWNED, i + 1);
            out.to(n, "reader %d takes the lease", i + 1);
        }
    }

    /** Puts the reader's placeholder, unless its process knows that it gets no pushes. */
    private void hold(byte[] n, int i) {
        int at = process(setting.processOf()[i]);
        if (n[at + LINK] != DOWN) {
            n[at + COPY] = OWNED;
            n[at + COPIED] = (byte) (i + 1);
        }
    }

    private void publish(byte[] n, int i, int version) {
        if (mayPublish(n, i)) {
            int at = process(setting.processOf()[i]);
            n[at + COPY] = VALUE;
            n[at + COPIED] = (byte) version;
        }
    }

    private boolean mayPublish(byte[] s, int i) {
        int at = process(setting.processOf()[i]);
        if (setting.isWithout(Weakness.NO_PLACEHOLDER)) {
            return s[at + LINK] != DOWN;
        }
        return s[at + COPY] == OWNED && s[at + COPIED] == i + 1;
    }

    private void fill(byte[] s, int i, Steps out) {
        int r = layout.reader(i);
        int version = s[r + RESULT];
        byte[] n = s.clone();
        if (s[KIND] == OWNED && s[WHAT] == i + 1) {
            hold(n, i);
            place(n, VALUE, version);
            n[r] = STORED;
            out.to(n, "reader %d stores version %d in Redis", i + 1, version);
        } else {
            if (setting.isWithout(Weakness.REFUSED_FILL_KEPT)) {
                hold(n, i);
                publish(n, i, version);
            }
            returning(n, i, version);
            out.to(n, "reader %d is refused to store version %d", i + 1, version);
        }
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
