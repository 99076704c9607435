package org.forumcache.redis;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.forumcache.CacheBackendException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A {@link Watch} for every link, kept open and asked for signs of life in the background. */
final class Watches implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(NearBackend.class);
    private static final Duration BEAT = Duration.ofMillis(100);
    /** So many signs of life fit into the longest silence. */
    private static final int BEATS_IN_SILENCE = 2;

    private static final long REST_NANOS = Duration.ofMillis(500).toNanos();
    private static final Duration SWEEP = Duration.ofSeconds(1);
    private static final int TASKS = 3;

    private final Connector connector;
    private final Servers servers;
    private final NearTier tier;
    private final Duration maxSilence;
    private final Map<Link, Watch> watches = new ConcurrentHashMap<>();
    private final ScheduledExecutorService threads;
    private volatile String unwatched = "connecting";
    private long restUntil = System.nanoTime();
    private volatile boolean hasFailed;

    Watches(RedisBackend redis, NearTier tier, Duration maxSilence) {
        this.connector = redis.connector();
        this.servers = redis.servers();
        this.tier = tier;
        this.maxSilence = maxSilence;
        // Opening waits for the network, and sweeping takes its time: the signs of life wait for neither.
        this.threads = Executors.newScheduledThreadPool(TASKS, task -> {
            Thread thread = new Thread(task, "forum-cache-near");
            thread.setDaemon(true);
            return thread;
        });
    }

    void start() {
        long longest = maxSilence.dividedBy(BEATS_IN_SILENCE).toNanos();
        long beat = Math.min(BEAT.toNanos(), longest);
        repeat(this::beat, beat);
        repeat(this::tend, beat);
        repeat(tier::sweep, SWEEP.toNanos());
    }

    private void repeat(Runnable task, long nanos) {
        var unused = threads.scheduleWithFixedDelay(surviving(task), 0, nanos, TimeUnit.NANOSECONDS);
    }

    /** The task, repeated whatever happens in it. */
    private static Runnable surviving(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                log.error("[CACHE] A bug in the care for the near cache; it goes on", e);
            }
        };
    }

    private void beat() {
        watches.values().forEach(Watch::beat);
    }

    private void tend() {
        Collection<Link> links = servers.links();
        watches.values().removeIf(watch -> {
            boolean useless = !watch.isOpen() || !watch.link().isOpen() || !links.contains(watch.link());
            if (useless) {
                watch.close();
            }
            return useless;
        });
        if (System.nanoTime() - restUntil >= 0) {
            links.stream()
                    .filter(Link::isOpen)
                    .filter(link -> !watches.containsKey(link))
                    .forEach(this::open);
        }
    }

    private void open(Link link) {
        try {
            Watch watch = Watch.open(connector, link, tier, maxSilence);
            watches.put(link, watch);
            watch.beat();
            hasFailed = false;
        } catch (CacheBackendException e) {
            unwatched = String.valueOf(e.getMessage());
            restUntil = System.nanoTime() + REST_NANOS;
            if (!hasFailed && !threads.isShutdown()) {
                log.warn("[CACHE] No pushes from {}: {}; nothing of it is kept inside the process", link, unwatched);
            }
            hasFailed = true;
        }
    }

    /** {@code serving}, or what keeps copies from being used. */
    String state() {
        Collection<Link> links = servers.links();
        String silent = links.stream()
                .filter(link -> !tier.serves(link))
                .map(Link::name)
                .collect(Collectors.joining(", "));
        if (!links.isEmpty() && silent.isEmpty()) {
            return "serving";
        }
        return links.isEmpty() ? "not connected" : hasFailed ? "silent: " + unwatched : "silent: " + silent;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        watches.values().forEach(Watch::close);
    }
}
