package org.forumcache.server.dashboard;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One open dashboard: the messages that it has not been sent yet. Whoever reads too slowly is let go, and comes again
 * for the whole history.
 */
final class Viewer {
    private static final int MAX_WAITING = 120;
    private static final String END = "";

    private final BlockingQueue<String> waiting = new LinkedBlockingQueue<>();

    /** Adds a message; returns {@code false}, and ends the stream, if there are too many. */
    boolean offer(String message) {
        if (waiting.size() >= MAX_WAITING) {
            end();
            return false;
        }
        return waiting.add(message);
    }

    /** Ends the stream at once. */
    void end() {
        waiting.clear();
        waiting.add(END);
    }

    /**
     * The next message, {@code null} if none came in time.
     *
     * @throws InterruptedException if the calling thread is interrupted
     */
    @Nullable
    String next(Duration patience) throws InterruptedException {
        return waiting.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    static boolean isEnd(String message) {
        return message.equals(END);
    }
}
