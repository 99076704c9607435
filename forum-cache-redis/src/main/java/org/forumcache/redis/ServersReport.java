package org.forumcache.redis;

import io.lettuce.core.RedisURI;
import java.util.Comparator;
import java.util.List;
import org.forumcache.ServersStatus;
import org.forumcache.ServersStatus.Server;

/** What is told of the servers, for people. */
final class ServersReport {
    private ServersReport() {}

    static ServersStatus of(Servers servers, List<RedisURI> known, String fence) {
        List<Server> used = servers.links().stream()
                .map(link -> new Server(link.name(), state(link)))
                .sorted(Comparator.comparing(Server::name))
                .toList();
        return used.isEmpty()
                ? new ServersStatus(arrangement(known.size() > 1, known), unconnected(known), fence)
                : new ServersStatus(arrangement(!servers.areOne(), known), used, fence);
    }

    private static List<Server> unconnected(List<RedisURI> known) {
        return known.stream()
                .map(uri -> new Server(RedisAddress.name(uri), "not connected"))
                .toList();
    }

    private static String arrangement(boolean cluster, List<RedisURI> known) {
        if (cluster) {
            return "cluster";
        }
        return known.get(0).getSentinelMasterId() == null ? "standalone" : "sentinel";
    }

    private static String state(Link link) {
        if (!link.isOpen()) {
            return "not connected";
        } else if (link.isShunned()) {
            return "no answer, breaker open";
        }
        return link.isProven() ? "up" : "not verified";
    }
}
