package org.forumcache.benchmarks.consistency;

import java.nio.file.Path;
import java.util.List;
import org.forumcache.redis.server.RedisServer;

/** Breaks Redis for everybody. */
final class ServerSaboteur implements Saboteur {
    private static final List<String> POLICIES = List.of("allkeys-random", "noeviction");
    private static final int LONGEST_SWITCH_MILLIS = 300;

    private final Servers servers;

    ServerSaboteur(Servers servers) {
        this.servers = servers;
    }

    @Override
    public Fault strike(FaultPlan.Planned fault) {
        long from = System.nanoTime();
        switch (fault.kind()) {
            case REDIS_PAUSE -> pause(fault);
            case REDIS_RESTART -> restart(fault);
            case REDIS_RESTART_EMPTY -> restartEmpty(fault);
            case REDIS_RESTART_OLD -> restartOld(fault);
            case REDIS_PROMOTION, REDIS_SPLIT -> from = promote(fault);
            case REDIS_FULL -> fill(fault);
            default -> throw new IllegalArgumentException(fault.kind() + " is none of a server");
        }
        return Fault.healed(fault.kind(), "all nodes", from);
    }

    private void pause(FaultPlan.Planned fault) {
        servers.redis().pause();
        hold(fault);
        servers.redis().resume();
    }

    private void restart(FaultPlan.Planned fault) {
        servers.redis().save();
        servers.redis().kill();
        hold(fault);
        servers.redis().start();
    }

    private void restartEmpty(FaultPlan.Planned fault) {
        servers.redis().kill();
        hold(fault);
        servers.redis().startEmpty();
    }

    private void restartOld(FaultPlan.Planned fault) {
        Path old = servers.redis().copySnapshot();
        hold(fault);
        servers.redis().kill();
        servers.redis().restoreSnapshot(old);
        servers.redis().start();
    }

    /** Returns when the lag was over and the promotion began. */
    private long promote(FaultPlan.Planned fault) {
        servers.redis().holdBackReplicas();
        hold(fault);
        long from = System.nanoTime();
        if (fault.kind() == FaultKind.REDIS_PROMOTION) {
            servers.redis().kill();
        }
        servers.promoteReplica(() -> Pause.nanos(fault.dice() % LONGEST_SWITCH_MILLIS * 1_000_000L));
        return from;
    }

    private void fill(FaultPlan.Planned fault) {
        RedisServer redis = servers.redis();
        redis.command("CONFIG", "SET", "maxmemory-policy", POLICIES.get(fault.dice() % POLICIES.size()));
        redis.command("CONFIG", "SET", "maxmemory", "1mb");
        hold(fault);
        redis.command("CONFIG", "SET", "maxmemory", "0");
    }

    private static void hold(FaultPlan.Planned fault) {
        Pause.nanos(fault.length().toNanos());
    }
}
