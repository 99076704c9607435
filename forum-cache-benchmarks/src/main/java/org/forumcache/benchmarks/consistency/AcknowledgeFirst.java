package org.forumcache.benchmarks.consistency;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.forumcache.CacheBackend;
import org.forumcache.CacheBackendException;
import org.forumcache.ForwardingBackend;

/** Hands invalidations to another thread and does not wait for it. */
final class AcknowledgeFirst extends ForwardingBackend {
    private final ExecutorService later = Executors.newSingleThreadExecutor(Daemon::new);

    private AcknowledgeFirst(CacheBackend backend) {
        super(backend);
    }

    static AcknowledgeFirst on(CacheBackend backend) {
        return new AcknowledgeFirst(backend);
    }

    @Override
    public void invalidate(Collection<String> keys, Collection<String> groups) {
        List<String> sameKeys = List.copyOf(keys);
        List<String> sameGroups = List.copyOf(groups);
        later.execute(() -> apply(sameKeys, sameGroups));
    }

    private void apply(List<String> keys, List<String> groups) {
        try {
            super.invalidate(keys, groups);
        } catch (CacheBackendException lost) {
            // The writer was answered long ago, so nobody learns of it: that is the protocol.
        }
    }

    @Override
    public void close() {
        later.shutdownNow();
        super.close();
    }
}
