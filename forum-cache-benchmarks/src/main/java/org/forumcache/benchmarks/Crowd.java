package org.forumcache.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Threads that all do the same at once. Closing it ends them. */
final class Crowd implements AutoCloseable {
    private final int size;
    private final ExecutorService threads;

    Crowd(int size) {
        this.size = size;
        this.threads = Executors.newFixedThreadPool(size);
    }

    /**
     * How often all threads together carry out an operation in a second.
     *
     * @throws IllegalStateException if the operation fails
     */
    double perSecond(Runnable operation, Duration time) throws InterruptedException {
        CountDownLatch start = new CountDownLatch(1);
        Run run = new Run(operation, time.toNanos(), start);
        List<Future<Long>> counts = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            counts.add(threads.submit(run));
        }
        long begin = System.nanoTime();
        start.countDown();
        long total = 0;
        for (Future<Long> count : counts) {
            total += result(count);
        }
        return total * 1e9 / (System.nanoTime() - begin);
    }

    /** Does every one of these once. */
    void doAll(List<Runnable> jobs) throws InterruptedException {
        List<Future<?>> ends = new ArrayList<>();
        for (Runnable job : jobs) {
            ends.add(threads.submit(job));
        }
        for (Future<?> end : ends) {
            result(end);
        }
    }

    /** One thread's share: carries out the operation until the time is up, and counts. */
    private record Run(Runnable operation, long nanos, CountDownLatch start) implements Callable<Long> {
        @Override
        public Long call() throws InterruptedException {
            start.await();
            long end = System.nanoTime() + nanos;
            long count = 0;
            while (System.nanoTime() - end < 0) {
                operation.run();
                count++;
            }
            return count;
        }
    }

    private static <T> T result(Future<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the measured operation failed", e.getCause());
        }
    }

    @Override
    public void close() throws InterruptedException {
        threads.shutdownNow();
        if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("threads of a measurement do not end");
        }
    }
}
