package org.forumcache.benchmarks.peers;

/**
 * A cache that is measured: ours, another one, or the bare library under both. Closing it frees what it holds.
 *
 * <p>Entries are numbered; the numbers below {@link Workload#KEYS} are stored from the beginning. Safe for all threads.
 */
public interface Peer extends AutoCloseable {

    /** Stores the document under the key of that number, as a writer would. */
    void put(int number);

    /**
     * Looks up a number that is stored.
     *
     * @return what this cache hands to its caller
     * @throws IllegalStateException if it is not stored
     */
    Object hit(int number);

    /** Looks up a number that is not stored, takes the document from a loader that has it at hand, and stores it. */
    Object miss(int number);

    @Override
    void close();

    /** The value, which is there. */
    static <T> T found(@org.jspecify.annotations.Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("the cache missed what it was to hit");
        }
        return value;
    }
}
