package org.forumcache.redis;

import org.forumcache.CacheBackendException;
import org.forumcache.Token;
import org.jspecify.annotations.Nullable;

/**
 * This process' part in the {@link Fence}: the epoch it adds, and which servers it names.
 *
 * <p>The fence is what tells the former master from its successor: processes that see different masters at the same
 * time would invalidate in different places. A process whose servers are not those of the fence uses none of them. It
 * connects anew, to learn whether it alone is behind, and names its servers only if it then still sees the same ones.
 */
final class Admission {
    private final Fence fence;
    private final Servers servers;
    /** What made this process connect anew; {@code null} once it and the fence agree. */
    private @Nullable Doubt doubt;

    /** What the fence said, and which servers this process saw. */
    private record Doubt(FenceRow.Word word, Token seen) {}

    Admission(Fence fence, Servers servers) {
        this.fence = fence;
        this.servers = servers;
    }

    /**
     * What the fence adds to the epoch.
     *
     * @throws CacheBackendException if nothing in Redis may be used now
     */
    Seal epoch() {
        return Seal.of(fence.epoch(servers.identity()));
    }

    /** Settles with the fence who the servers are; called by one thread, again and again. */
    void settle() {
        FenceRow.Word word = fence.latest();
        Token seen = servers.identity();
        Doubt now = new Doubt(word, seen);
        if (seen.equals(word.servers())) {
            doubt = null;
        } else if (!servers.areComplete()) {
            return;
        } else if (now.equals(doubt)) {
            fence.admit(seen, word);
        } else {
            doubt = now;
            servers.leaveAll();
        }
    }
}
