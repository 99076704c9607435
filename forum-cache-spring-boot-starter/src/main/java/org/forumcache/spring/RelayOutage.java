package org.forumcache.spring;

import org.forumcache.CacheBackendException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedRuntimeException;

/** Tells once that recorded invalidations cannot be relayed, and once that they can again. For one thread. */
final class RelayOutage {
    private static final Logger log = LoggerFactory.getLogger(RelayThread.class);

    private int failures;

    void failed(Throwable failure) {
        failures++;
        if (failures > 1) {
            return;
        }
        if (failure instanceof CacheBackendException) {
            // The backend itself tells that it is away
            log.info("[CACHE] Recorded invalidations wait until the backend takes them: {}", failure.getMessage());
        } else if (failure instanceof NestedRuntimeException) {
            log.warn("[CACHE] Recorded invalidations wait until the database answers: {}", failure.toString());
        } else {
            log.error("[CACHE] Recorded invalidations wait, for a reason that nobody expected", failure);
        }
    }

    void ended() {
        if (failures > 0) {
            log.info("[CACHE] Recorded invalidations are relayed again, after {} attempts that failed", failures);
            failures = 0;
        }
    }
}
