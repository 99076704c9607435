package org.forumcache.benchmarks.consistency;

import java.time.Duration;
import java.util.List;
import org.forumcache.redis.server.Direction;
import org.forumcache.redis.server.TcpProxy;

/** Breaks the network of one node. */
final class NetworkSaboteur implements Saboteur {
    private static final int LONGEST_DELAY_MILLIS = 60;

    private final List<Wires> wires;

    /**
     * @param wires of all nodes, and at last of the process that is killed
     */
    NetworkSaboteur(List<Wires> wires) {
        this.wires = List.copyOf(wires);
    }

    @Override
    public Fault strike(FaultPlan.Planned fault) {
        Wires hit = wires.get(fault.node());
        long from = System.nanoTime();
        switch (fault.kind()) {
            case REDIS_DELAY -> delay(hit.redis(), fault.dice());
            case REDIS_CUT -> hit.redis().cut();
            case REDIS_HALF_OPEN -> hit.redis().halfOpen();
            case REDIS_ONE_WAY -> oneWay(hit.redis(), fault.dice());
            case DATABASE_DELAY -> delay(hit.database(), fault.dice());
            case DATABASE_CUT -> hit.database().cut();
            case DATABASE_HALF_OPEN -> hit.database().halfOpen();
            case DATABASE_ONE_WAY -> oneWay(hit.database(), fault.dice());
            default -> throw new IllegalArgumentException(fault.kind() + " is none of the network");
        }
        Pause.nanos(fault.length().toNanos());
        hit.heal();
        return Fault.healed(fault.kind(), target(fault.node()), from);
    }

    private String target(int node) {
        return node == wires.size() - 1 ? "the process that is killed" : "node " + node;
    }

    private static void delay(TcpProxy proxy, int dice) {
        proxy.delay(Duration.ofMillis(1 + dice % LONGEST_DELAY_MILLIS));
    }

    private static void oneWay(TcpProxy proxy, int dice) {
        Direction[] directions = Direction.values();
        proxy.oneWay(directions[dice % directions.length]);
    }
}
