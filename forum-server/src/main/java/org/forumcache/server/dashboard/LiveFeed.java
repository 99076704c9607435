package org.forumcache.server.dashboard;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the dashboards show: samples of the last 15 minutes, the last invalidations, and whoever looks at them. Whoever
 * joins gets what there is and then everything new, each once and in order. Safe for all threads.
 */
@Component
class LiveFeed {
    private static final int MAX_SAMPLES = 15 * 60;
    private static final int MAX_LOG = 200;
    private static final int MAX_VIEWERS = 20;

    private final JsonMapper mapper;
    private final Deque<CacheSample> samples = new ArrayDeque<>();
    private final Deque<LoggedInvalidation> log = new ArrayDeque<>();
    private final Set<Viewer> viewers = new HashSet<>();
    private long invalidations;
    private boolean closed;

    LiveFeed(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /** A new viewer; empty if there are too many, or the server is about to stop. */
    synchronized Optional<Viewer> join() {
        if (closed || viewers.size() >= MAX_VIEWERS) {
            return Optional.empty();
        }
        Viewer viewer = new Viewer();
        viewer.offer(message(mapper, "history", List.copyOf(samples)));
        viewer.offer(message(mapper, "log", List.copyOf(log)));
        viewers.add(viewer);
        return Optional.of(viewer);
    }

    synchronized void leave(Viewer viewer) {
        viewers.remove(viewer);
    }

    synchronized boolean isWatched() {
        return !viewers.isEmpty();
    }

    synchronized void add(CacheSample sample) {
        keep(samples, sample, MAX_SAMPLES);
        publish("sample", sample);
    }

    /** Shows the viewers of this moment what the cache says of itself. */
    synchronized void report(Object report) {
        publish("report", report);
    }

    /** Adds an invalidation, made for the number that it gets. */
    synchronized void note(LongFunction<LoggedInvalidation> invalidation) {
        LoggedInvalidation noted = invalidation.apply(++invalidations);
        keep(log, noted, MAX_LOG);
        publish("invalidation", noted);
    }

    /** Lets the viewers go before the server waits for requests that are under way. */
    @EventListener(ContextClosedEvent.class)
    synchronized void close() {
        closed = true;
        viewers.forEach(Viewer::end);
        viewers.clear();
    }

    private void publish(String event, Object data) {
        if (viewers.isEmpty()) {
            return;
        }
        String message = message(mapper, event, data);
        Collection<Viewer> slow = new ArrayList<>();
        for (Viewer viewer : viewers) {
            if (!viewer.offer(message)) {
                slow.add(viewer);
            }
        }
        viewers.removeAll(slow);
    }

    private static <T> void keep(Deque<T> past, T latest, int max) {
        if (past.size() == max) {
            past.removeFirst();
        }
        past.addLast(latest);
    }

    /** The data as an event of a server-sent stream: JSON has no line breaks of its own. */
    static String message(JsonMapper mapper, String event, Object data) {
        return "event: " + event + "\ndata: " + mapper.writeValueAsString(data) + "\n\n";
    }
}
