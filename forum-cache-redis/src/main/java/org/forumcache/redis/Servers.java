package org.forumcache.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.models.partitions.Partitions;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.forumcache.CacheBackendException;
import org.forumcache.Token;
import org.jspecify.annotations.Nullable;

/**
 * The links to all masters, and which of them holds a key.
 *
 * <p>One server, or the master that Sentinels name, holds every key; of a cluster each master holds some slots. Look-ups
 * are safe for all threads and wait for nothing; {@link #mend} is called by one thread.
 */
final class Servers implements AutoCloseable {
    private static final long LAYOUT_NANOS = 10_000_000_000L;
    private static final long SENTINELS_NANOS = 1_000_000_000L;
    private static final Layout NOBODY = new Layout(new Link[1], Map.of());

    /** Who holds what. */
    private static final class Layout {
        /** Of length 1 if one server holds everything. */
        private final @Nullable Link[] bySlot;
        /** The links by host and port. */
        private final Map<String, Link> byAddress;

        private final Token identity;

        Layout(@Nullable Link[] bySlot, Map<String, Link> byAddress) {
            this.bySlot = bySlot;
            this.byAddress = byAddress;
            Seal all = byAddress.values().stream().map(Link::identity).reduce(Seal.NONE, Seal::and);
            this.identity = new Token(all.high(), all.low());
        }

        boolean isCluster() {
            return bySlot.length > 1;
        }

        boolean isComplete() {
            for (Link link : bySlot) {
                if (link == null || !link.isOpen()) {
                    return false;
                }
            }
            return true;
        }
    }

    private final RedisSettings settings;
    private final Connector connector;
    private final Runnable wake;
    private final Runnable onSuccession;
    /** Who held something until now, and is not connected to any more. */
    private final Set<Seal> departed = new HashSet<>();

    private volatile Layout layout = NOBODY;
    private volatile boolean outdated;
    private long layoutReadAt;
    private long sentinelsAskedAt = System.nanoTime();

    /**
     * @param wake asks for {@link #mend} soon
     * @param onSuccession called before a server is asked anything that has taken another one's place
     */
    Servers(RedisSettings settings, Connector connector, Runnable wake, Runnable onSuccession) {
        this.settings = settings;
        this.connector = connector;
        this.wake = wake;
        this.onSuccession = onSuccession;
    }

    /**
     * The link to the server that holds a key.
     *
     * @throws CacheBackendException if there is none
     */
    Link of(String key) {
        Layout now = layout;
        Link link = now.bySlot[now.isCluster() ? SlotHash.getSlot(key) : 0];
        if (link == null || !link.isOpen()) {
            throw new CacheBackendException("not connected to " + (link == null ? settings : link));
        }
        return link;
    }

    /** The link to where a server referred a request. */
    Link at(Referral referral, Link from) {
        if (!referral.once()) {
            outdated = true;
            wake.run();
        }
        String host = referral.host().isEmpty() ? from.host() : referral.host();
        Link link = layout.byAddress.get(host + ':' + referral.port());
        if (link == null || !link.isOpen()) {
            throw new CacheBackendException(from + " refers to " + host + ':' + referral.port()
                    + ", which this process is not connected to yet");
        }
        return link;
    }

    /** Takes note of an error that may mean that a master is none any more. */
    void mayHaveChanged(RedisCommandExecutionException error) {
        String message = String.valueOf(error.getMessage());
        if (message.startsWith("READONLY") || message.startsWith("CLUSTERDOWN") || message.startsWith("MASTERDOWN")) {
            outdated = true;
            wake.run();
        }
    }

    /** Whether several keys can be named in one command. */
    boolean areOne() {
        return !layout.isCluster();
    }

    Collection<Link> links() {
        return layout.byAddress.values();
    }

    /** Who the masters are that this process knows, all together. */
    Token identity() {
        return layout.identity;
    }

    /** Closes all links, so that {@link #mend} finds out anew who the masters are. */
    void leaveAll() {
        outdated = true;
        links().forEach(Link::close);
        wake.run();
    }

    /** Whether every key has a server. */
    boolean areComplete() {
        return layout.isComplete();
    }

    /**
     * Opens what is missing.
     *
     * @return whether anything was missing
     * @throws CacheBackendException if something stays missing
     */
    boolean mend() {
        Layout now = layout;
        leaveFormerMaster(now);
        boolean due = now.isCluster() && System.nanoTime() - layoutReadAt > LAYOUT_NANOS;
        if (now.isComplete() && !outdated && !due) {
            return false;
        }
        outdated = false;
        Layout next = now.isCluster() ? layoutOfCluster(now.byAddress) : firstLayout();
        noteSuccession(now, next);
        layout = next;
        now.byAddress.values().stream()
                .filter(link -> !layout.byAddress.containsValue(link))
                .forEach(Link::close);
        if (!layout.isComplete()) {
            throw new CacheBackendException("some slots of the cluster have no master that can be reached");
        }
        return true;
    }

    /** Closes the link to a master that the Sentinels have replaced: it goes on answering until it learns of it. */
    private void leaveFormerMaster(Layout now) {
        RedisURI uri = settings.uris().get(0);
        Link link = now.bySlot[0];
        boolean due = System.nanoTime() - sentinelsAskedAt > SENTINELS_NANOS;
        if (uri.getSentinelMasterId() == null || link == null || !link.isOpen() || !due) {
            return;
        }
        sentinelsAskedAt = System.nanoTime();
        String master = connector.runIdOfMaster(uri);
        if (!master.isEmpty() && !master.equals(link.runId())) {
            link.close();
        }
    }

    private void noteSuccession(Layout before, Layout after) {
        before.byAddress.values().forEach(link -> departed.add(link.identity()));
        after.byAddress.values().forEach(link -> departed.remove(link.identity()));
        boolean succeeded = after.byAddress.values().stream().anyMatch(link -> !before.byAddress.containsValue(link));
        if (succeeded && !departed.isEmpty()) {
            onSuccession.run();
        }
        if (after.isComplete()) {
            departed.clear();
        }
    }

    private Layout firstLayout() {
        CacheBackendException failure = new CacheBackendException("no Redis URI is set");
        for (RedisURI uri : settings.uris()) {
            try {
                return layoutSeenBy(uri, connector.open(uri));
            } catch (CacheBackendException e) {
                failure = e;
            }
        }
        throw failure;
    }

    /** Uses the link, or closes it. */
    private Layout layoutSeenBy(RedisURI uri, Link link) {
        Layout seen = NOBODY;
        try {
            Map<String, Link> links = Map.of(RedisAddress.key(uri), link);
            seen = link.isInCluster() ? layoutOfCluster(links) : new Layout(new Link[] {master(link)}, links);
            return seen;
        } finally {
            if (!seen.byAddress.containsValue(link)) {
                link.close();
            }
        }
    }

    private static Link master(Link link) {
        if (!link.isMaster()) {
            throw new CacheBackendException(link + " is a replica; only a master is read from and written to");
        }
        return link;
    }

    private Layout layoutOfCluster(Map<String, Link> known) {
        Partitions partitions = partitions();
        layoutReadAt = System.nanoTime();
        Map<String, Link> links = new HashMap<>();
        @Nullable Link[] bySlot = new Link[SlotHash.SLOT_COUNT];
        for (RedisClusterNode node : partitions) {
            List<Integer> slots = node.getSlots();
            Link link = slots.isEmpty() ? null : link(node.getUri(), known);
            if (link != null) {
                links.put(RedisAddress.key(node.getUri()), link);
                slots.forEach(slot -> bySlot[slot] = link);
            }
        }
        return new Layout(bySlot, Map.copyOf(links));
    }

    private Partitions partitions() {
        try {
            connector.cluster().refreshPartitions();
            return connector.cluster().getPartitions();
        } catch (RuntimeException e) {
            throw new CacheBackendException("the layout of the cluster cannot be read: " + e.getMessage(), e);
        }
    }

    private @Nullable Link link(RedisURI uri, Map<String, Link> known) {
        Link link = known.get(RedisAddress.key(uri));
        if (link != null && link.isOpen() && link.isMaster()) {
            return link;
        }
        try {
            Link opened = connector.open(uri);
            if (opened.isMaster()) {
                return opened;
            }
            opened.close();
        } catch (CacheBackendException e) {
            // Its slots stay without a master, which is reported.
        }
        return null;
    }

    /** Which of them do not answer; empty if all do. */
    String silent() {
        return links().stream().filter(Link::isShunned).map(Link::name).collect(Collectors.joining(", "));
    }

    /** The addresses, without credentials. */
    @Override
    public String toString() {
        return settings.toString();
    }

    /** Forgets all links; the connector closes them. */
    @Override
    public void close() {
        layout = NOBODY;
    }
}
