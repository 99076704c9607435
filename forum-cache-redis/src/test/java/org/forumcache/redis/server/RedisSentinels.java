package org.forumcache.redis.server;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A master and two replicas, guarded by three Sentinels that know them as {@value #NAME}.
 *
 * <p>A master that does not answer for one second is replaced by a replica. For one thread.
 */
public final class RedisSentinels implements AutoCloseable {
    /** What the Sentinels call the master. */
    public static final String NAME = "forum";

    private static final String DOWN_AFTER_MILLIS = "1000";
    private static final String FAILOVER_MILLIS = "5000";
    private static final String QUORUM = "2";
    private static final Duration ANSWER = Duration.ofMillis(500);
    private static final Duration AGREED = Duration.ofSeconds(40);
    private static final String ALL_KNOWN = "slaves=2,sentinels=3";

    private final List<RedisServer> servers;
    private final List<RedisServer> sentinels;

    private RedisSentinels(List<RedisServer> servers, List<RedisServer> sentinels) {
        this.servers = List.copyOf(servers);
        this.sentinels = List.copyOf(sentinels);
    }

    public static RedisSentinels open() {
        RedisServer master = RedisServer.open();
        List<RedisServer> servers = List.of(master, replicaOf(master), replicaOf(master));
        Waiting.until("the replicas follow", AGREED, () -> follow(servers, master));
        List<RedisServer> sentinels =
                Stream.generate(() -> sentinelOf(master)).limit(3).toList();
        RedisSentinels all = new RedisSentinels(servers, sentinels);
        try {
            Waiting.until("the Sentinels know everybody", AGREED, all::knowEverybody);
            return all;
        } catch (RuntimeException e) {
            all.close();
            throw e;
        }
    }

    /** The address by which a client asks the Sentinels for the master. */
    public String uri() {
        return sentinels.stream()
                .map(sentinel -> "127.0.0.1:" + sentinel.port())
                .collect(Collectors.joining(",", "redis-sentinel://", "#" + NAME));
    }

    /** The master and the replicas, running or not. */
    public List<RedisServer> servers() {
        return servers;
    }

    public List<RedisServer> sentinels() {
        return sentinels;
    }

    /** The master that all Sentinels which answer agree upon and that knows it is one; waits until there is such a server. */
    public RedisServer master() {
        return Waiting.forThe("master that all Sentinels agree upon", AGREED, this::agreedMaster);
    }

    /** Waits until another server is the master, and returns that. */
    public RedisServer masterAfter(RedisServer former) {
        return Waiting.forThe(
                "master other than port " + former.port(),
                AGREED,
                () -> agreedMaster().filter(master -> master != former));
    }

    /** Kills the master, waits until another server takes its place, and returns that. */
    public RedisServer killMaster() {
        RedisServer former = master();
        former.kill();
        return masterAfter(former);
    }

    /** Makes a replica the master while the present one is well, waits for it, and returns the new master. */
    public RedisServer promote() {
        RedisServer former = master();
        Waiting.until("a Sentinel begins to replace the master", AGREED, this::beginFailover);
        return masterAfter(former);
    }

    /** Waits until every server that runs is the master or follows it; a former master is given about ten seconds by Redis. */
    public void waitUntilStable() {
        Waiting.until(
                "the replicas follow the master",
                AGREED,
                () -> agreedMaster().filter(master -> follow(running(), master)).isPresent());
    }

    @Override
    public void close() {
        sentinels.forEach(RedisServer::close);
        servers.forEach(RedisServer::close);
    }

    private static RedisServer replicaOf(RedisServer master) {
        return RedisServer.builder().replicaOf(master).open();
    }

    private static RedisServer sentinelOf(RedisServer master) {
        return RedisServer.builder()
                .sentinel()
                .option("sentinel", "monitor", NAME, "127.0.0.1", Integer.toString(master.port()), QUORUM)
                .option("sentinel", "down-after-milliseconds", NAME, DOWN_AFTER_MILLIS)
                .option("sentinel", "failover-timeout", NAME, FAILOVER_MILLIS)
                .option("sentinel", "parallel-syncs", NAME, "2")
                .open();
    }

    private boolean knowEverybody() {
        return sentinels.stream()
                .allMatch(sentinel ->
                        sentinel.info("sentinel").getOrDefault("master0", "").contains(ALL_KNOWN));
    }

    /** Fails, and is to be tried again, while the Sentinel has no fresh news of the replicas. */
    private boolean beginFailover() {
        try {
            sentinels.get(0).command("SENTINEL", "FAILOVER", NAME);
            return true;
        } catch (RedisErrorReply notYet) {
            return false;
        }
    }

    private Optional<RedisServer> agreedMaster() {
        List<String> addresses = sentinels.stream()
                .filter(sentinel -> sentinel.answersWithin(ANSWER))
                .map(sentinel -> sentinel.command("SENTINEL", "GET-MASTER-ADDR-BY-NAME", NAME))
                .distinct()
                .toList();
        if (addresses.size() != 1) {
            return Optional.empty();
        }
        return running().stream()
                .filter(server -> addresses.get(0).equals("127.0.0.1\n" + server.port()))
                .filter(server ->
                        server.info("replication").getOrDefault("role", "").equals("master"))
                .findFirst();
    }

    private List<RedisServer> running() {
        return servers.stream()
                .filter(RedisServer::isRunning)
                .filter(server -> server.answersWithin(ANSWER))
                .toList();
    }

    private static boolean follow(List<RedisServer> servers, RedisServer master) {
        String port = Integer.toString(master.port());
        return servers.stream()
                .filter(server -> server != master)
                .map(server -> server.info("replication"))
                .allMatch(replication -> port.equals(replication.get("master_port"))
                        && "up".equals(replication.get("master_link_status")));
    }
}
