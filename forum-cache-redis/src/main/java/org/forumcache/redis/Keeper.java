package org.forumcache.redis;

import io.lettuce.core.RedisFuture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.forumcache.BackendStatus.Condition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the links to Redis open and their servers proven, in the background.
 *
 * <p>Four times a second every server is asked again who it is, and the epoch is read; what is missing is opened, on a
 * thread of its own, so that a server that cannot be reached delays no other's proof.
 */
final class Keeper implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RedisBackend.class);
    private static final String UNUSABLE = "[CACHE] {} cannot be used: {}; documents are loaded until it can";
    private static final Duration BEAT = Duration.ofMillis(250);
    /** Between an attempt to connect that failed and the next one. */
    private static final Duration REST = Duration.ofMillis(200);

    /** A server that stays silent for so many beats is connected to anew: the connection may be half open. */
    private static final int MAX_SILENT_BEATS = 4;

    private final Servers servers;
    private final Epochs epochs;
    private final Duration timeout;
    private final ScheduledExecutorService threads;
    private final AtomicBoolean mending = new AtomicBoolean();
    /** Told whenever things may be up again; held by nobody who waits for Redis. */
    private final Object up = new Object();

    private final Map<Link, Integer> silentBeats = new HashMap<>();
    /** Why the last attempt to connect, and the last beat, failed. */
    private volatile String unconnected = "connecting";

    private volatile String unverified = "connecting";
    private volatile long restUntil = System.nanoTime();
    private volatile long lostAt = System.nanoTime();
    private boolean wasUp;

    Keeper(Servers servers, Epochs epochs, Duration timeout) {
        this.timeout = timeout;
        this.servers = servers;
        this.epochs = epochs;
        this.threads = Executors.newScheduledThreadPool(2, task -> {
            Thread thread = new Thread(task, "forum-cache-redis");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Connects, as far as that is possible within the time, and stays at it. */
    void start(Duration patience) {
        long deadline = Call.deadline(patience);
        repeat(this::wake, 0);
        repeat(this::beat, BEAT.toMillis());
        if (!awaitUp(deadline)) {
            log.warn(UNUSABLE, servers, state());
        }
    }

    private void repeat(Runnable task, long firstMillis) {
        var unused =
                threads.scheduleWithFixedDelay(surviving(task), firstMillis, BEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The task, repeated whatever happens in it. */
    private static Runnable surviving(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                log.error("[CACHE] A bug in the care for Redis; it goes on", e);
            }
        };
    }

    /** Opens what is missing, soon. */
    void wake() {
        boolean rests = System.nanoTime() - restUntil < 0;
        if (!threads.isShutdown() && !rests && mending.compareAndSet(false, true)) {
            threads.execute(surviving(this::mend));
        }
    }

    /** A connection broke. */
    void lost() {
        lostAt = System.nanoTime();
        wake();
    }

    /**
     * Waits, after a connection has broken just now, until everything is up again.
     *
     * @return {@code false} if it is not up by the deadline, or broke too long ago to be waited for
     */
    boolean recovers(long deadline) {
        return System.nanoTime() - lostAt < timeout.toNanos() && awaitUp(deadline);
    }

    /** What is wrong, in a few words; {@code up} if nothing is. */
    String state() {
        if (!servers.areComplete()) {
            return "not connected: " + unconnected;
        }
        String silent = servers.silent();
        return !silent.isEmpty() ? "no answer from " + silent : epochs.isKnown() ? "up" : unverified;
    }

    /** What {@link #state} comes to. */
    Condition condition() {
        if (!servers.areComplete()) {
            return Condition.DISCONNECTED;
        }
        return !servers.silent().isEmpty() ? Condition.SILENT : epochs.isKnown() ? Condition.UP : Condition.UNVERIFIED;
    }

    private boolean isUp() {
        return servers.areComplete() && epochs.isKnown();
    }

    private boolean awaitUp(long deadline) {
        try {
            synchronized (up) {
                long left = deadline - System.nanoTime();
                while (left > 0 && !isUp()) {
                    TimeUnit.NANOSECONDS.timedWait(up, left);
                    left = deadline - System.nanoTime();
                }
                return left > 0;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void mend() {
        try {
            if (servers.mend()) {
                // What was just opened is useful only once the epoch is known.
                beat();
            }
        } catch (RuntimeException e) {
            unconnected = String.valueOf(e.getMessage());
            restUntil = Call.deadline(REST);
            report();
        } finally {
            mending.set(false);
        }
    }

    private synchronized void beat() {
        try {
            prove(servers.links());
            epochs.settle();
            epochs.refresh();
            epochs.checkSet();
        } catch (RuntimeException e) {
            unverified = String.valueOf(e.getMessage());
        }
        report();
        synchronized (up) {
            up.notifyAll();
        }
    }

    private void prove(Collection<Link> links) {
        silentBeats.keySet().retainAll(links);
        List<Probe> probes = new ArrayList<>();
        links.stream().filter(Link::isOpen).forEach(link -> probes.add(new Probe(link)));
        long deadline = Call.deadline(BEAT);
        for (Probe probe : probes) {
            if (probe.isAnswered(deadline)) {
                silentBeats.remove(probe.link);
                probe.forgiveIfWithin(timeout);
            } else if (silentBeats.merge(probe.link, 1, Integer::sum) >= MAX_SILENT_BEATS) {
                probe.link.close();
            }
        }
    }

    /** One question to a server: who are you, and what time is it? */
    private static final class Probe {
        private final Link link;
        private final long askedAt = System.nanoTime();
        private volatile long answeredAt;
        private final RedisFuture<String> info;
        private final RedisFuture<List<byte[]>> time;

        Probe(Link link) {
            this.link = link;
            this.info = link.probe().info("replication");
            this.time = link.probe().time();
            time.thenRun(() -> answeredAt = System.nanoTime());
        }

        void forgiveIfWithin(Duration timeout) {
            if (answeredAt - askedAt < timeout.toNanos()) {
                link.forgive();
            }
        }

        /** Whether the server answered; closes the link to one that is not what it was. */
        boolean isAnswered(long deadline) {
            try {
                ServerInfo now = ServerInfo.parse(info.get(left(deadline), TimeUnit.NANOSECONDS));
                ServerClock clock = ServerClock.of(askedAt, time.get(left(deadline), TimeUnit.NANOSECONDS));
                if (!link.prove(now, clock)) {
                    log.warn("[CACHE] {} is not the master it was; it is connected to anew", link);
                    link.close();
                }
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            } catch (Exception e) {
                info.cancel(true);
                time.cancel(true);
                return false;
            }
        }

        private static long left(long deadline) {
            return Math.max(0, deadline - System.nanoTime());
        }
    }

    /** Logs once when everything works, and once when it no longer does. */
    private synchronized void report() {
        boolean isUp = isUp();
        if (isUp != wasUp && !threads.isShutdown()) {
            wasUp = isUp;
            if (isUp) {
                log.info("[CACHE] {} is connected and verified", servers);
            } else {
                log.warn(UNUSABLE, servers, state());
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
