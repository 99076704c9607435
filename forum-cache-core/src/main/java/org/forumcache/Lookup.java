package org.forumcache;

import org.jspecify.annotations.Nullable;

/** What a backend knows of a key at one moment. */
public sealed interface Lookup {

    /**
     * A value that is neither expired nor invalidated.
     *
     * @param entry the value
     * @param nanosLeft how long until it expires, in nanoseconds
     */
    record Hit(CacheEntry entry, long nanosLeft) implements Lookup {}

    /**
     * Nothing usable and nobody loading.
     *
     * @param generation the group's token that this look-up saw, if it has a group and the group has one
     */
    record Miss(@Nullable Token generation) implements Lookup {}

    /**
     * Somebody holds a live lease: its key and group have not been invalidated since it was taken.
     *
     * @param holder names the lease
     */
    record Busy(Token holder) implements Lookup {}

    /**
     * The caller now holds the lease.
     *
     * @param lease the permission to fill
     */
    record Granted(FillLease lease) implements Lookup {}

    /** The backend could not be asked; only the layer that fails soft says so, never a backend. */
    record Unavailable() implements Lookup {}
}
