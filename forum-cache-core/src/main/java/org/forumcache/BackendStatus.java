package org.forumcache;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a backend says of itself.
 *
 * @param backend its name as the setting {@code forum.cache.backend} writes it
 * @param state {@code up}, or what is wrong in a few words
 * @param entries how many documents and leases it holds, if it knows
 * @param bytes how many bytes they take, keys included, if it knows
 * @param unreadable how often something was found at a key that the backend cannot have stored there as it is now:
 *     damaged, of a later version, or another program's; each time it was treated as nothing
 * @param near what it keeps inside the process besides; {@code null} if it keeps nothing there
 * @param condition what the state comes to
 * @param evictions how many entries had to give way to others, if it knows
 * @param servers where it keeps its entries; {@code null} if that is this process
 */
public record BackendStatus(
        String backend,
        String state,
        OptionalLong entries,
        OptionalLong bytes,
        long unreadable,
        @Nullable NearStatus near,
        Condition condition,
        OptionalLong evictions,
        @Nullable ServersStatus servers) {

    /** Whether a backend can be used, and why not. */
    public enum Condition {
        /** It is used. */
        UP,
        /** There is no connection to it, or not to all its servers. */
        DISCONNECTED,
        /** A server does not answer in time, and is not asked until it does: its circuit breaker is open. */
        SILENT,
        /** It answers, and is not trusted: its epoch, or the fence's, is not known, or was read too long ago. */
        UNVERIFIED,
        /** It does not say what is wrong. */
        FAILING
    }

    /** A backend that is up if its state says so, and keeps nothing inside the process besides. */
    public BackendStatus(String backend, String state, OptionalLong entries, OptionalLong bytes, long unreadable) {
        this(
                backend,
                state,
                entries,
                bytes,
                unreadable,
                null,
                state.equals("up") ? Condition.UP : Condition.FAILING,
                OptionalLong.empty(),
                null);
    }

    /** The same, of a backend that also keeps copies inside the process. */
    public BackendStatus with(NearStatus copies) {
        return new BackendStatus(backend, state, entries, bytes, unreadable, copies, condition, evictions, servers);
    }

    /** The same, with what the state comes to. */
    public BackendStatus with(Condition given) {
        return new BackendStatus(backend, state, entries, bytes, unreadable, near, given, evictions, servers);
    }

    /** The same, of a backend that keeps its entries on servers. */
    public BackendStatus with(ServersStatus given) {
        return new BackendStatus(backend, state, entries, bytes, unreadable, near, condition, evictions, given);
    }

    /** The same, of a backend that counts what it evicts. */
    public BackendStatus withEvictions(long count) {
        OptionalLong evicted = OptionalLong.of(count);
        return new BackendStatus(backend, state, entries, bytes, unreadable, near, condition, evicted, servers);
    }
}
