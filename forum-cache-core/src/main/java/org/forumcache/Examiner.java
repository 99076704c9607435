package org.forumcache;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Decides whether a hit was outdated. For one thread at a time.
 *
 * <p>That the database has another document now proves nothing: it may have been changed after the hit was served, and
 * the change invalidates the entry only after its commit. But once the difference has been seen, the entry has only a
 * moment left. So its place is looked at again, {@value #LOOKS} times, a second after each look:
 *
 * <ul>
 *   <li>The very entry is still served each time, and the database still differs: it is <em>inconsistent</em>, for as long
 *       as it has been since the difference was first seen, at the least.
 *   <li>The entry is gone: the document was <em>changed</em> meanwhile, in time or not.
 * </ul>
 *
 * <p>No clock is compared with another, and no document need say when it was changed: such a time is taken before the
 * commit, which may follow much later. Seconds are counted in looks, because a process that was paused for their whole
 * length has given its writers none of them.
 *
 * <p>An entry that was found inconsistent is remembered, so that later hits of it are counted with their growing age and
 * not looked at three times more; it is logged once.
 */
final class Examiner {
    static final int LOOKS = 3;
    static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    static final int MAX_SUSPECTED = 8;
    private static final int MAX_REMEMBERED = 256;

    /** Whether the cache still serves an entry. */
    private enum Place {
        SERVED,
        REPLACED,
        UNKNOWN
    }

    /**
     * A sample that differs from the database.
     *
     * @param since when the difference was first seen
     * @param looks how often its entry was found still being served since
     */
    private record Suspicion(Sample sample, long since, int looks, long nextLook) {}

    private final SoftBackend backend;
    private final Loads loads;
    private final Versions versions;
    private final LongSupplier nanoClock;
    private final Tally tally;
    /** In the order of their next looks. */
    private final Deque<Suspicion> suspicions = new ArrayDeque<>();
    /** Since when the entries with these stamps have been known to be outdated. */
    private final Map<Token, Long> outdated = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Token, Long> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    Examiner(SoftBackend backend, Loads loads, Versions versions, LongSupplier nanoClock, Tally tally) {
        this.backend = backend;
        this.loads = loads;
        this.versions = versions;
        this.nanoClock = nanoClock;
        this.tally = tally;
    }

    /** Whether some sample waits for another look. */
    boolean hasSuspicions() {
        return !suspicions.isEmpty();
    }

    /** Compares what was served with what the database has now. */
    void examine(Sample sample) {
        if (isSuspected(sample.entry())) {
            // Nothing that the other one will not tell.
            tally.dropped();
            return;
        }
        deciding(sample, () -> {
            CacheEntry loaded = loads.load(sample.key(), sample.loader());
            long now = nanoClock.getAsLong();
            if (versions.same(sample.key(), sample.entry(), loaded)) {
                tally.consistent();
            } else if (isStillServed(sample)) {
                differs(sample, now);
            }
        });
    }

    /** Looks once more at the place of the sample that has waited longest for it; {@code false} if none is due. */
    boolean lookAgain() {
        Suspicion suspicion = suspicions.peek();
        if (suspicion == null || nanoClock.getAsLong() - suspicion.nextLook() < 0) {
            return false;
        }
        suspicions.remove();
        deciding(suspicion.sample(), () -> {
            if (!isStillServed(suspicion.sample())) {
                return;
            }
            if (suspicion.looks() + 1 < LOOKS) {
                suspect(suspicion.sample(), suspicion.since(), suspicion.looks() + 1);
            } else {
                conclude(suspicion);
            }
        });
        return true;
    }

    private void differs(Sample sample, long now) {
        Long since = outdated.get(sample.entry().stamp());
        if (since != null) {
            tally.inconsistent(Duration.ofNanos(now - since));
        } else if (suspicions.size() < MAX_SUSPECTED) {
            suspect(sample, now, 0);
        } else {
            tally.undecided();
        }
    }

    private void suspect(Sample sample, long since, int looks) {
        long nextLook = nanoClock.getAsLong() + BETWEEN_LOOKS.toNanos();
        suspicions.add(new Suspicion(sample, since, looks, nextLook));
    }

    private void conclude(Suspicion suspicion) {
        Sample sample = suspicion.sample();
        Duration age = Duration.ofNanos(nanoClock.getAsLong() - suspicion.since());
        CacheEntry loaded = loads.load(sample.key(), sample.loader());
        if (versions.same(sample.key(), sample.entry(), loaded)) {
            tally.undecided();
            return;
        }
        String difference = versions.difference(sample.key(), sample.entry(), loaded);
        outdated.put(sample.entry().stamp(), suspicion.since());
        tally.inconsistent(age);
        CacheLog.inconsistent(sample.key(), age, difference);
    }

    private boolean isSuspected(CacheEntry entry) {
        return suspicions.stream().anyMatch(known -> known.sample().entry().equals(entry));
    }

    /** Whether the cache still serves a sample's entry; if not, or if nobody can tell, that is the end of it. */
    private boolean isStillServed(Sample sample) {
        Place place = place(sample);
        if (place == Place.REPLACED) {
            tally.changed();
            outdated.remove(sample.entry().stamp());
        } else if (place == Place.UNKNOWN) {
            tally.undecided();
        }
        return place == Place.SERVED;
    }

    private Place place(Sample sample) {
        Lookup seen = backend.find(sample.key());
        if (seen instanceof Lookup.Unavailable) {
            return Place.UNKNOWN;
        }
        return seen instanceof Lookup.Hit hit && hit.entry().equals(sample.entry()) ? Place.SERVED : Place.REPLACED;
    }

    /** A loader may fail here that works for its reader, say for lack of a request; nobody is to notice. */
    private void deciding(Sample sample, Runnable decision) {
        try {
            decision.run();
        } catch (Throwable failure) {
            tally.undecided();
            CacheLog.undecided(sample.key(), failure);
        }
    }
}
