package org.forumcache.benchmarks.consistency;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.forumcache.redis.server.RedisErrorReply;
import org.forumcache.redis.server.RedisServer;

/** Makes keys and connections for pushes disappear, and loads slow. */
final class CacheSaboteur implements Saboteur {
    private static final Duration SLEEP =
            NodeConfiguration.LEASE_LIFE.multipliedBy(5).dividedBy(4);
    private static final int LONGEST_GAP_NANOS = 5_000_000;
    /** Long enough that near caches are used in between, and so short that they miss much. */
    private static final int LONGEST_REST_NANOS = 200_000_000;
    /** How Redis marks clients that it pushes every change to. */
    private static final String TRACKING = "flags=tB";

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
            again(fault, LONGEST_GAP_NANOS, random -> evictOne(servers.redis(), random));
            return Fault.healed(fault.kind(), "all nodes", from);
        }
        if (fault.kind() == FaultKind.PUSHES_LOST) {
            again(fault, LONGEST_REST_NANOS, random -> endPushes(servers.redis()));
            return Fault.healed(fault.kind(), "all nodes", from);
        }
        PageLoader slow = nodes.get(fault.node() % nodes.size()).loader();
        slow.sleep(SLEEP.toNanos());
        Pause.nanos(fault.length().toNanos());
        slow.sleep(0);
        return Fault.healed(fault.kind(), "node " + fault.node() % nodes.size(), from);
    }

    private static void again(FaultPlan.Planned fault, int longestGap, Consumer<SplittableRandom> harm) {
        SplittableRandom random = new SplittableRandom(fault.dice());
        long end = System.nanoTime() + fault.length().toNanos();
        while (System.nanoTime() < end) {
            try {
                harm.accept(random);
            } catch (UncheckedIOException | RedisErrorReply e) {
                // Redis is broken by somebody else just now.
            }
            Pause.nanos(random.nextInt(longestGap));
        }
    }

    private static void endPushes(RedisServer redis) {
        redis.command("CLIENT", "LIST")
                .lines()
                .filter(client -> client.contains(TRACKING))
                .map(client -> client.substring("id=".length(), client.indexOf(' ')))
                .forEach(id -> redis.command("CLIENT", "KILL", "ID", id));
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
