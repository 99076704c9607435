package org.forumcache;

import com.github.benmanes.caffeine.cache.Ticker;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sweeps dead slots out of a cache: goes round it, {@value #STEP} slots at each store.
 *
 * <p>So memory that nobody can use any more is given back in step with the need for it, without a thread, a timer or an
 * index of what belongs together, each of which would cost every entry some bytes. When a quarter as many entries have
 * been stored as there are, every dead one is gone. Where nothing is stored, nothing is swept: the cache's bound holds
 * either way.
 */
final class Broom {
    static final int STEP = 4;

    private final ConcurrentMap<String, Slot> slots;
    private final Ticker ticker;
    private final AtomicBoolean busy = new AtomicBoolean();
    /** Guarded by {@code busy}. */
    private Iterator<Map.Entry<String, Slot>> round = Collections.emptyIterator();

    Broom(ConcurrentMap<String, Slot> slots, Ticker ticker) {
        this.slots = slots;
        this.ticker = ticker;
    }

    /** Looks at the next few slots, unless another thread is doing so. Must not be called inside a key's atomic step. */
    void sweepSome() {
        if (!busy.compareAndSet(false, true)) {
            return;
        }
        try {
            for (int i = 0; i < STEP; i++) {
                sweepNext();
            }
        } finally {
            busy.set(false);
        }
    }

    private void sweepNext() {
        if (round.hasNext()) {
            Map.Entry<String, Slot> next = round.next();
            if (next.getValue().isDead(ticker.read())) {
                remove(next.getKey());
            }
        } else {
            round = slots.entrySet().iterator();
        }
    }

    private void remove(String key) {
        var unused = slots.computeIfPresent(key, (text, slot) -> slot.isDead(ticker.read()) ? null : slot);
    }
}
