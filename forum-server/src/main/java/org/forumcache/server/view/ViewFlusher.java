package org.forumcache.server.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;

/**
 * The writer of counted views: a batch every {@code forum.views.flush-interval}, and a last one at shutdown, after the
 * web server has answered its requests and before the database is closed.
 *
 * <p>Views that the database did not take are counted again for the next batch. The cache is not told: view counts in
 * cached pages lag until the page changes for another reason. Safe for all threads.
 */
@Component
class ViewFlusher implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ViewFlusher.class);

    /** Short transactions: a thread's row is locked while its batch is written. */
    private static final int BATCH = 500;

    private final ViewCounter counter;
    private final ViewStore store;
    private final ViewSettings settings;
    private final TaskScheduler scheduler;
    private @Nullable ScheduledFuture<?> flushes;

    ViewFlusher(ViewCounter counter, ViewStore store, ViewSettings settings, TaskScheduler scheduler) {
        this.counter = counter;
        this.store = store;
        this.settings = settings;
        this.scheduler = scheduler;
    }

    /** Writes what has been counted since the last flush. Never throws because of the database. */
    synchronized void flush() {
        List<Map.Entry<String, Long>> views = new ArrayList<>(counter.drain().entrySet());
        reportDropped();
        for (int from = 0; from < views.size(); from += BATCH) {
            if (!written(views.subList(from, Math.min(from + BATCH, views.size())))) {
                putBack(views.subList(from, views.size()));
                return;
            }
        }
    }

    @Override
    public synchronized void start() {
        if (flushes == null) {
            flushes = scheduler.scheduleWithFixedDelay(this::flush, settings.flushInterval());
        }
    }

    @Override
    public synchronized void stop() {
        if (flushes == null) {
            return;
        }
        flushes.cancel(false);
        flushes = null;
        flush();
    }

    @Override
    public synchronized boolean isRunning() {
        return flushes != null;
    }

    /** Below the web server's phases: started before the first request, stopped after the last. */
    @Override
    public int getPhase() {
        return 0;
    }

    private boolean written(List<Map.Entry<String, Long>> batch) {
        try {
            store.add(batch);
            return true;
        } catch (RuntimeException e) {
            log.warn("View counts of {} threads wait for the next flush: {}", batch.size(), e.toString());
            return false;
        }
    }

    private void putBack(List<Map.Entry<String, Long>> views) {
        Map<String, Long> unwritten = new TreeMap<>();
        views.forEach(thread -> unwritten.put(thread.getKey(), thread.getValue()));
        counter.putBack(unwritten);
    }

    private void reportDropped() {
        long dropped = counter.takeDropped();
        if (dropped > 0) {
            log.warn(
                    "{} views were not counted: more threads were read than are counted at once between two flushes.",
                    dropped);
        }
    }
}
