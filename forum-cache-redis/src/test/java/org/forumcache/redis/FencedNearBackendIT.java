package org.forumcache.redis;

import java.util.List;
import org.forumcache.redis.server.RedisServer;

/** {@link NearBackend} keeps every promise of a backend behind a {@link Fence}, too. */
class FencedNearBackendIT extends NearContract {
    private final RedisServer server = RedisServer.open();
    private final Fence fence = Fence.on(new SharedRow());

    @Override
    String address() {
        return server.uri();
    }

    @Override
    RedisSettings settings() {
        return super.settings().fencedBy(fence);
    }

    @Override
    void stopServers() {
        fence.close();
        server.close();
    }

    @Override
    List<RedisServer> masters() {
        return List.of(server);
    }
}
