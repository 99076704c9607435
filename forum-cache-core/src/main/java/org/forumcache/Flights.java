package org.forumcache;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The loads in progress in this process, found by lease and never by key.
 *
 * <p>A flight found by its key may have read the database before a write that was acknowledged since. A reader whose own
 * look-up saw the flight's lease alive knows better: the write would have removed it.
 */
final class Flights {
    private final ConcurrentMap<Token, Flight> byLease = new ConcurrentHashMap<>();

    /** A new flight under a lease, or {@code null} if there is one. */
    @Nullable
    Flight open(Token lease) {
        Flight flight = new Flight(lease);
        return byLease.putIfAbsent(lease, flight) == null ? flight : null;
    }

    /** Registers a flight under a lease that nobody else can know yet. */
    void add(Flight flight) {
        byLease.put(flight.lease(), flight);
    }

    /** The flight under a lease, if there is one. */
    @Nullable
    Flight under(Token lease) {
        return byLease.get(lease);
    }

    /** Forgets a flight; one that has brought nothing turns back. */
    void close(Flight flight) {
        byLease.remove(flight.lease());
        flight.turnBack();
    }
}
