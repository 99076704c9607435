package org.forumcache.redis;

import java.util.List;
import org.forumcache.redis.server.RedisCluster;
import org.forumcache.redis.server.RedisServer;

/** {@link NearBackend} keeps every promise of a backend on a cluster, where entry and generation lie apart. */
class NearClusterBackendIT extends NearContract {
    private final RedisCluster cluster = RedisCluster.open();

    @Override
    String address() {
        return cluster.uri();
    }

    @Override
    void stopServers() {
        cluster.close();
    }

    @Override
    List<RedisServer> masters() {
        return cluster.masters();
    }
}
