package org.forumcache.redis.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A Redis Cluster of three masters, each with one replica, on loopback ports.
 *
 * <p>It serves all slots once opened. A master that does not answer for two seconds is replaced by its replica. For one thread.
 */
public final class RedisCluster implements AutoCloseable {
    private static final Duration NODE_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofMillis(500);
    private static final Duration STABLE = Duration.ofSeconds(40);
    private static final int MASTERS = 3;
    private static final int NODES = 2 * MASTERS;
    private static final int SLOTS = 16_384;

    private final List<RedisServer> nodes;

    private RedisCluster(List<RedisServer> nodes) {
        this.nodes = List.copyOf(nodes);
    }

    public static RedisCluster open() {
        return open(UnaryOperator.identity());
    }

    /** A Cluster each of whose nodes has these options, such as a password. */
    public static RedisCluster open(UnaryOperator<RedisServerBuilder> options) {
        List<RedisServer> nodes = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            // Replicas stay with their masters: a test that kills one must know which one takes its place.
            RedisServerBuilder builder = RedisServer.builder()
                    .clusterNode(NODE_TIMEOUT)
                    .option("cluster-migration-barrier", "100")
                    .option("cluster-replica-validity-factor", "0");
            nodes.add(options.apply(builder).open());
        }
        RedisCluster cluster = new RedisCluster(nodes);
        try {
            cluster.join();
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /** The addresses of all nodes, for a client to begin with. */
    public String uri() {
        String first = nodes.get(0).uri();
        return nodes.stream()
                .skip(1)
                .map(node -> ",127.0.0.1:" + node.port())
                .collect(Collectors.joining("", first, ""));
    }

    /** All nodes, masters and replicas, running or not. */
    public List<RedisServer> nodes() {
        return nodes;
    }

    /** The nodes that answer and are masters. */
    public List<RedisServer> masters() {
        return answering().filter(node -> self(node).is("master")).toList();
    }

    /** The node that answers and is the master of the key's slot. */
    public RedisServer masterOf(String key) {
        return masterOf(slotOf(key));
    }

    RedisServer masterOf(int slot) {
        return ownerOf(slot).orElseThrow(() -> new IllegalStateException("no node answers that owns slot " + slot));
    }

    /** The node that answers and is the replica of the master of the key's slot. */
    public RedisServer replicaOf(String key) {
        String master = masterOf(key).command("CLUSTER", "MYID");
        return answering()
                .filter(node -> node.command("CLUSTER", "NODES")
                        .lines()
                        .anyMatch(line -> line.contains("myself,slave " + master)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no replica of the master of " + key + " answers"));
    }

    /** Which of the 16,384 slots the key belongs to. */
    public int slotOf(String key) {
        RedisServer any = answering().findFirst().orElseThrow();
        return Integer.parseInt(any.command("CLUSTER", "KEYSLOT", key));
    }

    /** Kills the master of the key's slot, without waiting for its replica to take its place; returns the killed one. */
    public RedisServer killMasterOf(String key) {
        RedisServer master = masterOf(key);
        master.kill();
        return master;
    }

    /** The move of a slot to another master, not begun yet. */
    public SlotMigration migration(int slot, RedisServer to) {
        return new SlotMigration(this, slot, to);
    }

    /** Moves a slot with its keys to another master. */
    public void migrateSlot(int slot, RedisServer to) {
        SlotMigration migration = migration(slot, to);
        migration.begin();
        migration.finish();
    }

    /** Waits until the nodes that answer agree who owns which slot, every slot is served, and replicas follow their masters. */
    public void waitUntilStable() {
        if (!Waiting.happens(STABLE, this::isStable)) {
            throw new IllegalStateException("the Cluster is not stable after " + STABLE + ":\n" + opinions());
        }
    }

    @Override
    public void close() {
        nodes.forEach(RedisServer::close);
    }

    private void join() {
        for (int i = 0; i < MASTERS; i++) {
            RedisServer master = nodes.get(i);
            master.command("CLUSTER", "SET-CONFIG-EPOCH", Integer.toString(i + 1));
            master.command(addSlots(SLOTS * i / MASTERS, SLOTS * (i + 1) / MASTERS));
        }
        // Everybody meets everybody: gossip would take seconds.
        for (RedisServer node : nodes) {
            for (RedisServer other : nodes) {
                node.command("CLUSTER", "MEET", "127.0.0.1", Integer.toString(other.port()));
            }
        }
        Waiting.until("all nodes know each other", STABLE, () -> nodes.stream().allMatch(this::knowsAll));
        for (int i = 0; i < MASTERS; i++) {
            nodes.get(MASTERS + i).command("CLUSTER", "REPLICATE", nodes.get(i).command("CLUSTER", "MYID"));
        }
        waitUntilStable();
    }

    private static String[] addSlots(int from, int to) {
        return Stream.concat(
                        Stream.of("CLUSTER", "ADDSLOTS"),
                        IntStream.range(from, to).mapToObj(Integer::toString))
                .toArray(String[]::new);
    }

    private boolean knowsAll(RedisServer node) {
        List<ClusterNode> known = view(node);
        return known.size() == NODES && known.stream().noneMatch(other -> other.is("handshake"));
    }

    private boolean isStable() {
        List<RedisServer> answering = answering().toList();
        Set<TreeMap<Integer, List<String>>> opinions =
                answering.stream().map(node -> ClusterNode.owners(view(node))).collect(Collectors.toSet());
        Set<Integer> ports = answering.stream().map(RedisServer::port).collect(Collectors.toSet());
        return opinions.size() == 1
                && ports.containsAll(opinions.iterator().next().keySet())
                && answering.stream().allMatch(RedisCluster::isServing);
    }

    private String opinions() {
        return answering()
                .map(node -> node.command("CLUSTER", "INFO").lines().findFirst().orElse("") + "\n"
                        + node.command("CLUSTER", "NODES"))
                .collect(Collectors.joining("\n"));
    }

    private static boolean isServing(RedisServer node) {
        boolean ok = node.command("CLUSTER", "INFO").contains("cluster_state:ok");
        return ok
                && node.info("replication")
                        .getOrDefault("master_link_status", "up")
                        .equals("up");
    }

    /** The one that owns the slot by its own account; of two, the one that was elected later. */
    private Optional<RedisServer> ownerOf(int slot) {
        return answering()
                .filter(node -> self(node).owns(slot))
                .max(Comparator.comparingLong(node -> self(node).epoch()));
    }

    private static List<ClusterNode> view(RedisServer node) {
        return ClusterNode.parse(node.command("CLUSTER", "NODES"));
    }

    private static ClusterNode self(RedisServer node) {
        return view(node).stream().filter(line -> line.is("myself")).findFirst().orElseThrow();
    }

    private Stream<RedisServer> answering() {
        return nodes.stream().filter(RedisServer::isRunning).filter(node -> node.answersWithin(ANSWER));
    }
}
