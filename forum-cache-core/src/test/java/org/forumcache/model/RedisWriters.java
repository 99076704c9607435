package org.forumcache.model;

import static org.forumcache.model.RedisState.ACKNOWLEDGED;
import static org.forumcache.model.RedisState.DATABASE;
import static org.forumcache.model.RedisState.ENTRY;
import static org.forumcache.model.RedisState.FAULT;
import static org.forumcache.model.RedisState.GENERATION;
import static org.forumcache.model.RedisState.GENERATION_SEAL;
import static org.forumcache.model.RedisState.IDENTITY;

import org.forumcache.model.RedisModel.Grain;
import org.forumcache.model.Setting.Lookup;

/** Those who write: each commits one version, invalidates, and is acknowledged; a relay does what one of them left. */
final class RedisWriters {
    private static final int IDLE = 0;
    private static final int PREPARED = 1;
    private static final int COMMITTED = 2;
    private static final int INVALIDATED = 3;
    private static final int SETTLED = 4;
    /** Acknowledged before it has invalidated. */
    private static final int EARLY = 5;

    private static final int DEAD = 6;
    /** Acknowledged, its record not delivered yet. */
    private static final int KEPT = 7;

    private static final int WRITTEN = 8;

    private final Setting setting;
    private final RedisState layout;
    private final RedisServers servers;
    private final boolean inGroup;
    private final Grain grain;

    RedisWriters(Setting setting, RedisState layout, RedisServers servers, Grain grain) {
        this.grain = grain;
        this.setting = setting;
        this.layout = layout;
        this.servers = servers;
        this.inGroup = setting.lookup() != Lookup.ALONE;
    }

    /** Whether a process has records to deliver, and so must not use the cache. */
    boolean mustBypass(byte[] s, int process) {
        for (int i = 0; i < setting.writers(); i++) {
            if (s[layout.writer(i)] == KEPT && setting.processOfWriter(i) == process) {
                return true;
            }
        }
        return false;
    }

    void steps(byte[] s, int i, Steps out) {
        int w = layout.writer(i);
        int version = s[w + 1];
        switch (s[w]) {
            case IDLE -> begin(s, i, out);
            case PREPARED -> commit(s, i, out);
            case COMMITTED -> committed(s, i, out);
            case INVALIDATED -> {
                if (isConnected(s, i)) {
                    invalidate(s, i, out);
                }
            }
            case SETTLED -> acknowledge(s, i, out);
            case EARLY -> {
                if (isConnected(s, i)) {
                    invalidate(s, written(s, w, WRITTEN, 0), out, "writer %d invalidates only now", i + 1);
                }
            }
            case DEAD -> invalidate(s, written(s, w, WRITTEN, 0), out, "a relay delivers writer %d's record", i + 1);
            case KEPT -> {
                byte[] n = written(s, w, WRITTEN, 0);
                count(n, version, -1);
                invalidate(s, n, out, "a relay delivers writer %d's record", i + 1);
            }
            default -> {}
        }
    }

    private void begin(byte[] s, int i, Steps out) {
        if (setting.isWithout(Weakness.DELETE_TWICE)) {
            byte[] n = written(s, layout.writer(i), PREPARED, 0);
            invalidate(s, n, out, "writer %d deletes before it commits", i + 1);
        } else {
            commit(s, i, out);
        }
    }

    private void commit(byte[] s, int i, Steps out) {
        byte[] n = written(s, layout.writer(i), COMMITTED, s[DATABASE] + 1);
        n[DATABASE]++;
        out.to(n, "writer %d commits version %d", i + 1, n[DATABASE]);
    }

    private void invalidate(byte[] s, int i, Steps out) {
        int w = layout.writer(i);
        int version = s[w + 1];
        if (setting.isWithout(Weakness.DELETE_TWICE) && s[w] == COMMITTED) {
            invalidate(s, written(s, w, INVALIDATED, version), out, "writer %d deletes", i + 1);
        } else if (grain == Grain.FINE) {
            invalidate(s, written(s, w, SETTLED, version), out, "writer %d invalidates", i + 1);
        } else {
            byte[] n = written(s, w, WRITTEN, 0);
            count(n, version, -1);
            invalidate(s, n, out, "writer %d invalidates, and is acknowledged: version %d", i + 1, version);
        }
    }

    private void committed(byte[] s, int i, Steps out) {
        int w = layout.writer(i);
        int version = s[w + 1];
        boolean spared = s[FAULT] == 0;
        if (setting.isWithout(Weakness.ACKNOWLEDGE_BEFORE_INVALIDATION)) {
            byte[] n = written(s, w, EARLY, 0);
            count(n, version, -1);
            out.to(n, "writer %d is acknowledged: version %d", i + 1, version);
        } else if (isConnected(s, i)) {
            invalidate(s, i, out);
        }
        if (spared && setting.fault() == Fault.WRITER_DIES) {
            byte[] n = written(s, w, DEAD, 0);
            n[FAULT] = 1;
            out.to(n, "writer %d dies; its record stays in the database", i + 1);
        } else if (spared && setting.fault() == Fault.CUT_OFF) {
            keep(s, i, -1, out);
        } else if (spared && setting.fault() == Fault.CUT_OFF_UNTIL_DRAINED) {
            keep(s, i, setting.processOfWriter(i), out);
        }
    }

    private void acknowledge(byte[] s, int i, Steps out) {
        int w = layout.writer(i);
        byte[] n = written(s, w, WRITTEN, 0);
        count(n, s[w + 1], -1);
        out.to(n, "writer %d is acknowledged: version %d", i + 1, s[w + 1]);
    }

    /** The record stays; the write is acknowledged, and counts for the readers of one process, or of all. */
    private void keep(byte[] s, int i, int process, Steps out) {
        int w = layout.writer(i);
        byte[] n = written(s, w, KEPT, s[w + 1]);
        n[FAULT] = 1;
        count(n, s[w + 1], process);
        out.to(n, "writer %d cannot reach Redis, keeps its record, and is acknowledged: version %d", i + 1, s[w + 1]);
    }

    private boolean isConnected(byte[] s, int writer) {
        return servers.reaches(s, setting.processOfWriter(writer), inGroup ? 1 : 0);
    }

    private static byte[] written(byte[] s, int writer, int stage, int version) {
        byte[] n = s.clone();
        n[writer] = (byte) stage;
        n[writer + 1] = (byte) version;
        return n;
    }

    /** Counts a write for the readers of one process, or, below 0, of all. */
    private void count(byte[] n, int version, int process) {
        for (int p = 0; p < setting.processes(); p++) {
            if (process < 0 || process == p) {
                n[ACKNOWLEDGED + p] = (byte) Math.max(n[ACKNOWLEDGED + p], version);
            }
        }
    }

    private void invalidate(byte[] s, byte[] n, Steps out, String text, int... numbers) {
        if (!inGroup) {
            RedisServers.cleared(n, ENTRY);
        } else if (setting.isWithout(Weakness.COUNTER_GENERATION)) {
            n[GENERATION] = (byte) (servers.generation(s) + 1);
            n[GENERATION_SEAL] = s[IDENTITY + 1];
        } else if (servers.generation(s) != 0) {
            n[GENERATION] = RedisServers.fresh(n);
        } else {
            RedisServers.cleared(n, GENERATION);
        }
        out.to(n, text, numbers);
    }
}
