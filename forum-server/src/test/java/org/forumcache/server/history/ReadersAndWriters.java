package org.forumcache.server.history;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import org.forumcache.server.history.History.Read;
import tools.jackson.databind.JsonNode;

/** A load of 64 readers and 4 writers over HTTP on 8 hot threads of one category, and its recorded history. */
final class ReadersAndWriters {
    private static final int READERS = 64;
    private static final int WRITERS = 4;
    private static final int THREADS = 8;
    private static final String CATEGORY = "hot";
    private static final List<String> LISTS =
            List.of("/api/threads?category=" + CATEGORY + "&limit=100", "/api/threads?limit=100&sort=-created_at");

    private final RunningForum forum;
    private final History history = new History(1);
    private final List<String> slugs = new ArrayList<>();
    private final LongAdder hits = new LongAdder();

    ReadersAndWriters(RunningForum forum) throws IOException, InterruptedException {
        this.forum = forum;
        forum.post("/api/categories", Map.of("slug", CATEGORY, "name", "Hot", "description", "Much read"));
        for (int i = 0; i < THREADS; i++) {
            JsonNode thread = forum.post(
                    "/api/threads", Map.of("title", "Thread " + i, "category", CATEGORY, "content", "The first post"));
            slugs.add(thread.get("slug").asString());
        }
    }

    History history() {
        return history;
    }

    /** How many reads the cache answered. */
    long hits() {
        return hits.sum();
    }

    /** Reads and writes until the time is over or the condition holds; fails if a request does. */
    void run(Duration duration, BooleanSupplier enough) throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + duration.toNanos();
        BooleanSupplier over = () -> System.nanoTime() - end >= 0 || enough.getAsBoolean();
        ExecutorService pool = Executors.newFixedThreadPool(READERS + WRITERS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                all.add(pool.submit(loop(over, new Random(i), this::read)));
            }
            for (int i = 0; i < WRITERS; i++) {
                all.add(pool.submit(loop(over, new Random(-1 - i), this::write)));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private interface Step {
        void take(Random random) throws IOException, InterruptedException;
    }

    private static Callable<Void> loop(BooleanSupplier over, Random random, Step step) {
        return () -> {
            while (!over.getAsBoolean()) {
                step.take(random);
            }
            return null;
        };
    }

    private void write(Random random) throws IOException, InterruptedException {
        String slug = slugs.get(random.nextInt(THREADS));
        forum.post("/api/threads/" + slug + "/posts", Map.of("content", "One more"));
        history.acknowledged(slug, System.nanoTime());
    }

    private void read(Random random) throws IOException, InterruptedException {
        if (random.nextInt(4) == 0) {
            readList(LISTS.get(random.nextInt(LISTS.size())));
        } else {
            readThread(slugs.get(random.nextInt(THREADS)));
        }
    }

    private void readThread(String slug) throws IOException, InterruptedException {
        String path = "/api/threads/" + slug;
        long start = System.nanoTime();
        record(slug, path, start, get(path));
    }

    private void readList(String path) throws IOException, InterruptedException {
        long start = System.nanoTime();
        for (JsonNode item : get(path).get("results")) {
            record(item.get("slug").asString(), path, start, item);
        }
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = forum.get(path);
        if (response.statusCode() != 200) {
            throw new IllegalStateException("GET " + path + ": " + response.statusCode());
        }
        if (response.headers().firstValue("X-Cache").orElse("").equals("HIT")) {
            hits.increment();
        }
        return forum.read(response);
    }

    private void record(String slug, String path, long start, JsonNode document) {
        history.read(new Read(slug, path, start, document.get("post_count").asInt()));
    }
}
