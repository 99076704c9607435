package org.forumcache.model;

/**
 * One entry in Redis, alone or in a group: leases, generations, flights inside each process, and what a server brings
 * along when it comes back.
 *
 * <p>Versions are numbers: a write makes the next one. Property: what a read returns is at least the version that was
 * acknowledged when it started. Each command to Redis is one step. Every reader reads once, every writer writes once.
 * Between two of its steps a participant may be as slow as it likes, so slow loaders, late answers and late fills need no
 * fault.
 */
final class RedisModel implements Model {
    private final Setting setting;
    private final RedisState layout;
    private final RedisServers servers;
    private final RedisWriters writers;
    private final RedisReaders readers;

    private RedisModel(Setting setting, Grain grain) {
        this.setting = setting;
        this.layout = new RedisState(setting);
        this.servers = new RedisServers(setting);
        this.writers = new RedisWriters(setting, layout, servers, grain);
        this.readers = new RedisReaders(setting, layout, servers, writers, grain);
    }

    static RedisModel of(Setting setting) {
        return new RedisModel(setting, Grain.COARSE);
    }

    /** The same with steps that nothing depends on: many more states, and the same outcome. */
    static RedisModel inSmallSteps(Setting setting) {
        return new RedisModel(setting, Grain.FINE);
    }

    /** What counts as one step. */
    enum Grain {
        /** Each command, and each moment that a caller can see. */
        FINE,
        /**
         * A read starts with its first look-up, and a write is acknowledged with the end of its invalidation: a later
         * start and an earlier acknowledgement only ask for more. A read returns as soon as it has a result, and a load
         * that is not stored is one step with its return: nobody else can tell.
         */
        COARSE
    }

    @Override
    public byte[] initial() {
        return layout.initial();
    }

    @Override
    public void normalize(byte[] state) {
        layout.normalize(state);
    }

    @Override
    public void steps(byte[] state, Steps steps) {
        servers.steps(state, steps);
        for (int i = 0; i < setting.writers(); i++) {
            writers.steps(state, i, steps);
        }
        for (int i = 0; i < setting.readers(); i++) {
            readers.steps(state, i, steps);
        }
    }
}
