package org.forumcache;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One look at the cache ahead of a read that can load: an answer, or what that read can go on from.
 *
 * <p>Whoever stands in front of the code that loads, and may answer in its place, looks first. Where there is no
 * {@link #answer} it {@linkplain #handOn() hands on} what it saw, so that the backend is asked once, and the read is
 * counted once. Belongs to the thread that looked.
 */
public final class Glance {
    private static final Glance NOTHING = new Glance(null, null, null);

    private final @Nullable CacheRead answer;
    private final @Nullable Sighting sighting;
    private final @Nullable Handover handover;

    private Glance(@Nullable CacheRead answer, @Nullable Sighting sighting, @Nullable Handover handover) {
        this.answer = answer;
        this.sighting = sighting;
        this.handover = handover;
    }

    /** The cache must not be used: the read finds that out for itself. */
    static Glance nothing() {
        return NOTHING;
    }

    static Glance answered(CacheRead answer) {
        return new Glance(answer, null, null);
    }

    static Glance unanswered(Sighting sighting, Handover handover) {
        return new Glance(null, sighting, handover);
    }

    /**
     * The hit, counted as a read. Empty if there is no document, if whoever can load it should: it is absent, about to
     * expire, or drawn for a comparison with the database, and if the backend could not be asked.
     */
    public Optional<CacheRead> answer() {
        return Optional.ofNullable(answer);
    }

    /**
     * Lets the next {@code read} of the same key, if it is made by this thread, go on from this look-up. It is as old
     * as the look-up then, so both must be parts of one answer. A write by this thread in between voids it.
     */
    public void handOn() {
        if (handover != null && sighting != null) {
            handover.leave(sighting);
        }
    }

    /** Takes back what was {@linkplain #handOn() handed on} and not used; belongs into a {@code finally}. */
    public void takeBack() {
        if (handover != null) {
            handover.clear();
        }
    }
}
