package org.forumcache.benchmarks.consistency;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.forumcache.CacheBackend;
import org.forumcache.CacheBackendException;
import org.forumcache.ForwardingBackend;

/** Deletes at once, and a second time when the readers that were loading meanwhile are hoped to have stored. */
final class DelayedDoubleDelete extends ForwardingBackend {
    private final Duration delay;
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(Daemon::new);

    private DelayedDoubleDelete(CacheBackend backend, Duration delay) {
        super(backend);
        this.delay = delay;
    }

    static DelayedDoubleDelete on(CacheBackend backend, Duration delay) {
        return new DelayedDoubleDelete(backend, delay);
    }

    @Override
    public void invalidate(Collection<String> keys, Collection<String> groups) {
        super.invalidate(keys, groups);
        List<String> sameKeys = List.copyOf(keys);
        List<String> sameGroups = List.copyOf(groups);
        Future<?> unused = later.schedule(() -> again(sameKeys, sameGroups), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void again(List<String> keys, List<String> groups) {
        try {
            super.invalidate(keys, groups);
        } catch (CacheBackendException lost) {
            // Nobody waits for the second one, so nobody learns of it either: that is the protocol.
        }
    }

    @Override
    public void close() {
        later.shutdownNow();
        super.close();
    }
}
