package org.forumcache.server;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs calls at the same time, each on a thread of its own. */
final class AtOnce {
    private AtOnce() {}

    /** What the calls return, in their order; or throws what one of them throws. */
    static <T> List<T> run(List<Callable<T>> calls) {
        ExecutorService threads = Executors.newFixedThreadPool(calls.size());
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the calls", e);
        } catch (ExecutionException e) {
            throw new AssertionError("one of the calls failed", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
