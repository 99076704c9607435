package org.forumcache.model;

import static org.forumcache.model.RedisState.ACKNOWLEDGED;
import static org.forumcache.model.RedisState.DATABASE;
import static org.forumcache.model.RedisState.FLIGHT;
import static org.forumcache.model.RedisState.FLOOR;
import static org.forumcache.model.RedisState.FRESH;
import static org.forumcache.model.RedisState.GENERATION;
import static org.forumcache.model.RedisState.GENERATION_SEAL;
import static org.forumcache.model.RedisState.IDENTITY;
import static org.forumcache.model.RedisState.KIND;
import static org.forumcache.model.RedisState.LEASE;
import static org.forumcache.model.RedisState.RESULT;
import static org.forumcache.model.RedisState.SEAL;
import static org.forumcache.model.RedisState.SEEN;
import static org.forumcache.model.RedisState.STAMP;
import static org.forumcache.model.RedisState.STAMPED;
import static org.forumcache.model.RedisState.TOKEN;
import static org.forumcache.model.RedisState.VALUE;
import static org.forumcache.model.RedisState.WHAT;

import java.util.Arrays;
import org.forumcache.model.RedisModel.Grain;
import org.forumcache.model.Setting.Lookup;

/** Those who read: each looks up, joins a load or takes the lease, loads, fills and returns, once. */
final class RedisReaders {
    /** In the place of a lease: stores whatever is there. */
    static final int STORES_WITHOUT_LEASE = 127;

    private static final int IDLE = 0;
    private static final int LOOKS = 1;
    private static final int SAW_GENERATION = 2;
    private static final int SAW_ENTRY = 3;
    private static final int MISSED = 4;
    private static final int WAITS = 5;
    private static final int LOADED_EARLY = 6;
    private static final int LOADS = 7;
    private static final int FILLS = 8;
    private static final int RETURNS = 9;
    private static final int READ = 10;

    private final Setting setting;
    private final RedisState layout;
    private final RedisServers servers;
    private final RedisWriters writers;
    private final boolean inGroup;
    private final Grain grain;

    RedisReaders(Setting setting, RedisState layout, RedisServers servers, RedisWriters writers, Grain grain) {
        this.grain = grain;
        this.setting = setting;
        this.layout = layout;
        this.servers = servers;
        this.writers = writers;
        this.inGroup = setting.lookup() != Lookup.ALONE;
    }

    void steps(byte[] s, int i, Steps out) {
        int r = layout.reader(i);
        switch (s[r]) {
            case IDLE -> start(s, i, out);
            case LOOKS -> look(s, i, out);
            case SAW_GENERATION -> lookFurther(s, i, out);
            case SAW_ENTRY -> lookBehind(s, i, out);
            case MISSED -> missed(s, i, out);
            case LOADED_EARLY -> takeLate(s, i, out);
            case LOADS -> {
                byte[] n = s.clone();
                n[r] = FILLS;
                n[r + RESULT] = s[DATABASE];
                out.to(n, "reader %d loads version %d from the database", i + 1, s[DATABASE]);
            }
            case FILLS -> fill(s, i, out);
            case RETURNS -> finish(s, i, out);
            default -> {}
        }
    }

    private void start(byte[] s, int i, Steps out) {
        byte[] n = forgotten(s, i, LOOKS);
        n[layout.reader(i) + FLOOR] = s[ACKNOWLEDGED + setting.processOf()[i]];
        if (grain == Grain.FINE) {
            out.to(n, "reader %d starts", i + 1);
        } else {
            look(n, i, out);
        }
    }

    private boolean bypasses(byte[] s, int i, int server, Steps out) {
        boolean bypass = writers.mustBypass(s, setting.processOf()[i]);
        if (!bypass && servers.reaches(s, setting.processOf()[i], server)) {
            return false;
        }
        String why = bypass ? "must not use Redis while records wait" : "cannot reach Redis";
        out.to(toLoadOnly(s, i), "reader %d " + why + ": loads without storing", i + 1);
        return true;
    }

    /** What is loaded without being stored is as new as can be, and nobody else sees it. */
    private byte[] toLoadOnly(byte[] s, int i) {
        return grain == Grain.FINE ? toLoad(s, i, 0, s[layout.reader(i) + STAMP]) : read(s.clone(), i);
    }

    private byte[] read(byte[] n, int i) {
        int r = layout.reader(i);
        Arrays.fill(n, r, r + RedisState.READER_LENGTH, (byte) 0);
        n[r] = READ;
        return n;
    }

    private byte[] toLoad(byte[] s, int i, int lease, int generation) {
        int r = layout.reader(i);
        byte[] n = s.clone();
        n[r] = LOADS;
        n[r + TOKEN] = (byte) lease;
        n[r + STAMP] = (byte) generation;
        n[r + SEEN] = 0;
        return n;
    }

    private void look(byte[] s, int i, Steps out) {
        if (bypasses(s, i, 0, out)) {
            return;
        }
        Lookup way = setting.lookup();
        if (way == Lookup.ALONE || way == Lookup.TOGETHER) {
            decide(s, i, new Seen(servers.kind(s), s[WHAT], s[STAMPED], servers.generation(s)), out);
        }
        if ((way == Lookup.GENERATION_FIRST || way == Lookup.APART) && !bypasses(s, i, 1, out)) {
            byte[] n = s.clone();
            n[layout.reader(i)] = SAW_GENERATION;
            n[layout.reader(i) + STAMP] = (byte) servers.generation(s);
            out.to(n, "reader %d looks up the generation", i + 1);
        }
        if (way == Lookup.ENTRY_FIRST || way == Lookup.APART) {
            int r = layout.reader(i);
            byte[] n = s.clone();
            n[r] = SAW_ENTRY;
            n[r + SEEN] = (byte) servers.kind(s);
            n[r + TOKEN] = servers.kind(s) == 0 ? 0 : s[WHAT];
            n[r + STAMP] = servers.kind(s) == 0 ? 0 : s[STAMPED];
            out.to(n, "reader %d looks up the entry", i + 1);
        }
    }

    private void lookFurther(byte[] s, int i, Steps out) {
        if (!bypasses(s, i, 0, out)) {
            int generation = s[layout.reader(i) + STAMP];
            decide(s, i, new Seen(servers.kind(s), s[WHAT], s[STAMPED], generation), out);
        }
    }

    private void lookBehind(byte[] s, int i, Steps out) {
        int r = layout.reader(i);
        if (!bypasses(s, i, 1, out)) {
            Seen seen = new Seen(s[r + SEEN], s[r + TOKEN], s[r + STAMP], servers.generation(s));
            decide(s, i, seen, out);
        }
    }

    /** What a look-up saw: the entry, its stamp, and the generation. */
    private record Seen(int kind, int what, int stamp, int generation) {
        boolean isAlive() {
            return generation != 0 && stamp == generation;
        }
    }

    private void decide(byte[] s, int i, Seen seen, Steps out) {
        if (seen.kind == VALUE && seen.isAlive()) {
            out.to(toReturn(s, i, seen.what), "reader %d finds version %d in Redis", i + 1, seen.what);
            return;
        }
        int flight = s[FLIGHT + setting.processOf()[i]];
        if (flight != 0 && joins(seen, flight)) {
            byte[] n = forgotten(s, i, WAITS);
            n[layout.reader(i) + TOKEN] = (byte) flight;
            out.to(n, "reader %d waits for the load under lease %d", i + 1, flight);
        } else if (setting.isWithout(Weakness.NO_LEASE)) {
            out.to(toLoad(s, i, STORES_WITHOUT_LEASE, 0), "reader %d finds nothing", i + 1);
        } else {
            byte[] n = forgotten(s, i, MISSED);
            n[layout.reader(i) + STAMP] = (byte) seen.generation;
            out.to(n, "reader %d finds no value", i + 1);
        }
    }

    private boolean joins(Seen seen, int flight) {
        if (setting.isWithout(Weakness.FLIGHT_JOINED_BY_KEY)) {
            return true;
        } else if (setting.isWithout(Weakness.TOKEN_AFTER_SNAPSHOT)) {
            return false;
        }
        return seen.kind == LEASE
                && seen.what == flight
                && (setting.isWithout(Weakness.LEASE_WITHOUT_GENERATION) || seen.isAlive());
    }

    private byte[] toReturn(byte[] s, int i, int version) {
        return returning(forgotten(s, i, RETURNS), i, version);
    }

    private byte[] returning(byte[] n, int i, int version) {
        int r = layout.reader(i);
        if (grain == Grain.COARSE && version >= n[r + FLOOR]) {
            return read(n, i);
        }
        n[r] = RETURNS;
        n[r + TOKEN] = 0;
        n[r + RESULT] = (byte) version;
        return n;
    }

    /** A reader at another stage who remembers only what was acknowledged when it started. */
    private byte[] forgotten(byte[] s, int i, int stage) {
        int r = layout.reader(i);
        byte[] n = s.clone();
        n[r] = (byte) stage;
        n[r + SEEN] = 0;
        n[r + TOKEN] = 0;
        n[r + STAMP] = 0;
        n[r + RESULT] = 0;
        return n;
    }

    private void missed(byte[] s, int i, Steps out) {
        int generation = s[layout.reader(i) + STAMP];
        if (generation == 0) {
            beginGeneration(s, i, out);
        } else if (setting.isWithout(Weakness.TOKEN_AFTER_SNAPSHOT)) {
            byte[] n = forgotten(s, i, LOADED_EARLY);
            n[layout.reader(i) + RESULT] = s[DATABASE];
            out.to(n, "reader %d loads version %d from the database", i + 1, s[DATABASE]);
        } else if (!bypasses(s, i, 0, out)) {
            acquire(s, i, generation, out);
        }
    }

    private void beginGeneration(byte[] s, int i, Steps out) {
        if (bypasses(s, i, 1, out)) {
            return;
        }
        byte[] n = s.clone();
        if (servers.generation(s) == 0) {
            n[GENERATION] = setting.isWithout(Weakness.COUNTER_GENERATION) ? 1 : RedisServers.fresh(n);
            n[GENERATION_SEAL] = s[IDENTITY + 1];
        }
        int found = n[GENERATION];
        n[layout.reader(i) + STAMP] = (byte) found;
        String text =
                servers.generation(s) == 0 ? "reader %d begins generation %d" : "reader %d finds generation %d by now";
        out.to(n, text, i + 1, found);
    }

    private void acquire(byte[] s, int i, int generation, Steps out) {
        boolean sameGeneration = s[STAMPED] == generation;
        if (servers.kind(s) == VALUE && sameGeneration) {
            int found = s[WHAT];
            out.to(toReturn(s, i, found), "reader %d finds version %d when it asks for the lease", i + 1, found);
        } else if (servers.kind(s) == LEASE
                && (sameGeneration || setting.isWithout(Weakness.LEASE_WITHOUT_GENERATION))) {
            out.to(toLoadOnly(s, i), "reader %d finds another's lease: loads without storing", i + 1);
        } else {
            int lease = s[FRESH];
            byte[] n = toLoad(s, i, lease, generation);
            RedisServers.fresh(n);
            place(n, LEASE, lease, generation);
            n[FLIGHT + setting.processOf()[i]] = (byte) lease;
            out.to(n, "reader %d takes lease %d" + (inGroup ? " under generation %d" : ""), i + 1, lease, generation);
        }
    }

    private static void place(byte[] n, int kind, int what, int stamp) {
        n[KIND] = (byte) kind;
        n[WHAT] = (byte) what;
        n[STAMPED] = (byte) stamp;
        n[SEAL] = n[IDENTITY];
    }

    private void takeLate(byte[] s, int i, Steps out) {
        int lease = s[FRESH];
        byte[] n = s.clone();
        int r = layout.reader(i);
        RedisServers.fresh(n);
        n[r] = FILLS;
        n[r + TOKEN] = (byte) lease;
        n[r + STAMP] = (byte) servers.generation(s);
        if (servers.reaches(s, setting.processOf()[i], 0)) {
            place(n, LEASE, lease, servers.generation(s));
        }
        out.to(n, "reader %d takes lease %d after loading", i + 1, lease);
    }

    private void fill(byte[] s, int i, Steps out) {
        int r = layout.reader(i);
        int p = setting.processOf()[i];
        int lease = s[r + TOKEN];
        int version = s[r + RESULT];
        byte[] n = toReturn(s, i, version);
        boolean stored = lease != 0
                && servers.reaches(s, p, 0)
                && !writers.mustBypass(s, setting.processOf()[i])
                && store(s, n, r);
        if (lease != 0 && s[FLIGHT + p] == lease) {
            n[FLIGHT + p] = 0;
        }
        land(n, lease, version);
        String outcome =
                lease == 0 ? "has version %d" : stored ? "stores version %d" : "is refused to store version %d";
        out.to(n, "reader %d " + outcome, i + 1, version);
    }

    private boolean store(byte[] s, byte[] n, int r) {
        int lease = s[r + TOKEN];
        int version = s[r + RESULT];
        int seal = s[SEAL];
        if (lease == STORES_WITHOUT_LEASE || setting.isWithout(Weakness.UNCONDITIONAL_FILL)) {
            place(n, VALUE, version, servers.generation(s));
            return true;
        } else if (s[KIND] == LEASE && s[WHAT] == lease) {
            // The value inherits the seal that its lease bears.
            place(n, VALUE, version, s[r + STAMP]);
            n[SEAL] = (byte) seal;
            return true;
        }
        return false;
    }

    /** Everybody who waits for a load gets what it brought. */
    private void land(byte[] n, int lease, int version) {
        for (int j = 0; j < setting.readers(); j++) {
            int q = layout.reader(j);
            if (n[q] == WAITS && n[q + TOKEN] == lease) {
                returning(n, j, version);
            }
        }
    }

    private void finish(byte[] s, int i, Steps out) {
        int r = layout.reader(i);
        int result = s[r + RESULT];
        if (result < s[r + FLOOR]) {
            out.breach(
                    "reader %d returns version %d, though version %d was acknowledged before it started",
                    i + 1, result, s[r + FLOOR]);
            return;
        }
        out.to(read(s.clone(), i), "reader %d returns version %d", i + 1, result);
    }
}
