package org.forumcache.benchmarks.consistency;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.forumcache.redis.server.RedisErrorReply;
import org.forumcache.redis.server.RedisServer;

/** Makes keys disappear, and loads slow. */
final class CacheSaboteur implements Saboteur {
    private static final Duration SLEEP =
            NodeConfiguration.LEASE_LIFE.multipliedBy(5).dividedBy(4);
    private static final int LONGEST_GAP_NANOS = 5_000_000;
    /** How often a key is drawn in the hope of one that is rarer than pages. */
    private static final int DRAWS = 8;

    private final Servers servers;
    private final List<Node> nodes;

    CacheSaboteur(Servers servers, List<Node> nodes) {
        this.servers = servers;
        this.nodes = List.copyOf(nodes);
    }

    @Override
    public Fault strike(FaultPlan.Planned fault) {
        long from = System.nanoTime();
        if (fault.kind() == FaultKind.EVICTION) {
            evict(fault);
            return Fault.healed(fault.kind(), "all nodes", from);
        }
        PageLoader slow = nodes.get(fault.node() % nodes.size()).loader();
        slow.sleep(SLEEP.toNanos());
        Pause.nanos(fault.length().toNanos());
        slow.sleep(0);
        return Fault.healed(fault.kind(), "node " + fault.node() % nodes.size(), from);
    }

    private void evict(FaultPlan.Planned fault) {
        SplittableRandom random = new SplittableRandom(fault.dice());
        long end = System.nanoTime() + fault.length().toNanos();
        while (System.nanoTime() < end) {
            try {
                evictOne(servers.redis(), random);
            } catch (UncheckedIOException | RedisErrorReply e) {
                // Redis is broken by somebody else just now.
            }
            Pause.nanos(random.nextInt(LONGEST_GAP_NANOS));
        }
    }

    /** Every other time it is no page, if one is drawn that is none: what guards pages must be lost often. */
    private static void evictOne(RedisServer redis, SplittableRandom random) {
        String key = redis.command("RANDOMKEY");
        int draws = random.nextInt(2) * DRAWS;
        for (int i = 0; i < draws && isPage(key); i++) {
            key = redis.command("RANDOMKEY");
        }
        redis.command("UNLINK", key);
    }

    private static boolean isPage(String key) {
        return !key.contains(":generation") && !key.contains("epoch");
    }
}
