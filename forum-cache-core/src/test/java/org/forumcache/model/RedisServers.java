package org.forumcache.model;

import static org.forumcache.model.RedisState.BROKEN;
import static org.forumcache.model.RedisState.ENTRY;
import static org.forumcache.model.RedisState.ENTRY_LENGTH;
import static org.forumcache.model.RedisState.FAULT;
import static org.forumcache.model.RedisState.FRESH;
import static org.forumcache.model.RedisState.GENERATION;
import static org.forumcache.model.RedisState.GENERATION_SEAL;
import static org.forumcache.model.RedisState.IDENTITY;
import static org.forumcache.model.RedisState.KIND;
import static org.forumcache.model.RedisState.SAVED;
import static org.forumcache.model.RedisState.SEAL;
import static org.forumcache.model.RedisState.STORE_LENGTH;

import java.util.Arrays;
import org.forumcache.model.Setting.Lookup;

/**
 * The servers that hold entry and generation, one or two: what of it is believed, and what goes wrong with them.
 *
 * <p>A server that comes back has another identity. A process learns it when it connects anew; until then all its
 * commands fail.
 */
final class RedisServers {
    private final Setting setting;
    private final boolean inGroup;

    RedisServers(Setting setting) {
        this.setting = setting;
        this.inGroup = setting.lookup() != Lookup.ALONE;
    }

    void steps(byte[] s, Steps out) {
        int stage = s[FAULT];
        switch (setting.fault()) {
            case ENTRY_EVICTED -> {
                if (stage == 0 && s[KIND] != 0) {
                    out.to(cleared(hit(s, 1), ENTRY), "Redis evicts what lies in the entry's place");
                }
            }
            case GENERATION_EVICTED -> {
                if (stage == 0 && inGroup && s[GENERATION] != 0) {
                    out.to(cleared(hit(s, 1), GENERATION), "Redis evicts the generation");
                }
            }
            case RESTART_EMPTY -> restarts(s, out);
            case OLD_STATE -> {
                if (stage == 0) {
                    byte[] n = hit(s, 1);
                    System.arraycopy(s, ENTRY, n, SAVED, STORE_LENGTH);
                    out.to(n, "Redis saves a snapshot, or a replica falls behind from here on");
                }
                restarts(s, out);
            }
            default -> {}
        }
        reconnect(s, out);
    }

    private static byte[] hit(byte[] s, int stage) {
        byte[] n = s.clone();
        n[FAULT] = (byte) stage;
        return n;
    }

    static byte[] cleared(byte[] n, int part) {
        int length = part == ENTRY ? ENTRY_LENGTH : RedisState.GENERATION_LENGTH;
        Arrays.fill(n, part, part + length, (byte) 0);
        return n;
    }

    private void restarts(byte[] s, Steps out) {
        boolean old = setting.fault() == Fault.OLD_STATE;
        if (s[FAULT] != (old ? 1 : 0)) {
            return;
        }
        String how = old ? " comes back, or is succeeded, with the older state" : " restarts empty";
        if (setting.lookup() == Lookup.APART) {
            out.to(restarted(s, 1), "The entry's server" + how + "; all connections to it break");
            out.to(restarted(s, 2), "The generation's server" + how + "; all connections to it break");
        }
        out.to(restarted(s, 3), "Redis" + how + "; all connections break");
    }

    /** The state after some servers, one bit each, came back under another identity. */
    private byte[] restarted(byte[] s, int servers) {
        byte[] n = hit(s, 2);
        for (int i = 0; i < STORE_LENGTH; i++) {
            boolean concerned = (servers & (i < ENTRY_LENGTH ? 1 : 2)) != 0;
            if (concerned) {
                n[ENTRY + i] = s[SAVED + i];
            }
            n[SAVED + i] = 0;
        }
        for (int server = 0; server < 2; server++) {
            if (((servers >> server) & 1) != 0) {
                n[IDENTITY + server] = 1;
                for (int p = 0; p < setting.processes(); p++) {
                    n[BROKEN] |= (byte) (1 << (server + 2 * p));
                }
            }
        }
        return n;
    }

    private void reconnect(byte[] s, Steps out) {
        for (int p = 0; s[BROKEN] != 0 && p < setting.processes(); p++) {
            byte[] n = s.clone();
            n[BROKEN] &= (byte) ~(3 << (2 * p));
            if (n[BROKEN] != s[BROKEN]) {
                out.to(n, "process %d connects anew, and learns who the server is", p + 1);
            }
        }
    }

    /** Whether a process can reach the server of the entry, 0, or of the generation, 1. */
    boolean reaches(byte[] s, int process, int server) {
        return ((s[BROKEN] >> (server + 2 * process)) & 1) == 0;
    }

    /** A token that is new. */
    static byte fresh(byte[] n) {
        return n[FRESH]++;
    }

    /** The generation that is believed, 0 if there is none; always the same one outside groups. */
    int generation(byte[] s) {
        if (!inGroup) {
            return 1;
        }
        return isBelieved(s, GENERATION_SEAL, 1) ? s[GENERATION] : 0;
    }

    /** What kind of entry is there that is believed; 0 if there is none. */
    int kind(byte[] s) {
        return isBelieved(s, SEAL, 0) ? s[KIND] : 0;
    }

    private boolean isBelieved(byte[] s, int seal, int server) {
        return s[seal] == s[IDENTITY + server] || setting.isWithout(Weakness.NO_SERVER_IDENTITY);
    }
}
