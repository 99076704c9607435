package org.forumcache.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
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
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final int size;
    private final ExecutorService threads;

    Crowd(int size) {
        this.size = size;
        this.threads = Executors.newFixedThreadPool(size);
    }

    /**
     * How fast something went.
     *
     * @param perSecond how often all threads together did it
     * @param cpuMicros the processor time of this process for doing it once, in microseconds
     */
    record Speed(double perSecond, double cpuMicros) {}

    /**
     * How fast all threads together carry out an operation.
     *
     * @throws IllegalStateException if the operation fails
     */
    Speed measure(Runnable operation, Duration time) throws InterruptedException {
        CountDownLatch start = new CountDownLatch(1);
        Run run = new Run(operation, time.toNanos(), start);
        List<Future<Long>> counts = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            counts.add(threads.submit(run));
        }
        long cpuBefore = PROCESS.getProcessCpuTime();
        long begin = System.nanoTime();
        start.countDown();
        long total = 0;
        for (Future<Long> count : counts) {
            total += result(count);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        return new Speed(total / seconds, (PROCESS.getProcessCpuTime() - cpuBefore) / 1e3 / total);
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
            do {
                operation.run();
                count++;
            } while (System.nanoTime() - end < 0);
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
