package org.forumcache.redis;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The {@link Backing}s of copies that differ by nothing but the server that holds them, for new copies to share. */
final class Backings {
    private final Map<Term, Backing> latest = new ConcurrentHashMap<>();

    /** One like it that is there already, or this one. */
    Backing share(Backing fresh) {
        Backing held = latest.get(fresh.term());
        if (held != null && held.fits(fresh)) {
            return held;
        }
        latest.keySet().removeIf(Term::hasEnded);
        latest.put(fresh.term(), fresh);
        return fresh;
    }
}
