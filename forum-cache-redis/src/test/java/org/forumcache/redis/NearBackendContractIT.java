package org.forumcache.redis;

import java.util.List;
import org.forumcache.redis.server.RedisServer;

/** {@link NearBackend} keeps every promise of a backend on one server. */
class NearBackendContractIT extends NearContract {
    private final RedisServer server = RedisServer.open();

    @Override
    String address() {
        return server.uri();
    }

    @Override
    void stopServers() {
        server.close();
    }

    @Override
    List<RedisServer> masters() {
        return List.of(server);
    }
}
