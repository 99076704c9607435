package org.forumcache;

import java.time.Duration;

/** A backend that is wrong on purpose: it stores what was loaded, whatever has become of the lease. */
public final class UnguardedBackend extends ForwardingBackend {
    public UnguardedBackend(CacheBackend guarded) {
        super(guarded);
    }

    @Override
    public boolean fill(FillLease lease, CacheEntry entry, Duration ttl, Duration keep) {
        put(lease.key(), entry, ttl, keep);
        return true;
    }
}
