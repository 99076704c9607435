package org.forumcache.server.history;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import org.forumcache.server.history.History.Read;
import tools.jackson.databind.JsonNode;

/**
 * A load of readers and writers over HTTP on 8 hot threads of one category, and its recorded history. Where there are
 * several servers each request goes to any of them.
 */
final class ReadersAndWriters {
    private static final int THREADS = 8;
    private static final String CATEGORY = "hot";
    private static final List<String> LISTS =
            List.of("/api/threads?category=" + CATEGORY + "&limit=100", "/api/threads?limit=100&sort=-created_at");

    /** How many do what at the same time. */
    record Crowd(int readers, int writers) {
        static final Crowd LARGE = new Crowd(64, 4);
    }

    /** What a request brought, when it was sent and how long it took; a write's cache is empty. */
    record Answer(long start, long nanos, String cache) {}

    private final Crowd crowd;
    private final List<RunningForum> forums;
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final History history = new History(1);
    private final List<String> slugs = new ArrayList<>();
    private final LongAdder hits = new LongAdder();

    ReadersAndWriters(Crowd crowd, RunningForum... forums) throws IOException, InterruptedException {
        this.crowd = crowd;
        this.forums = List.of(forums);
        RunningForum forum = forums[0];
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

    /** Every answer so far, in no order. */
    List<Answer> answers() {
        return List.copyOf(answers);
    }

    /** Reads and writes until the time is over or the condition holds; fails if a request does. */
    void run(Duration duration, BooleanSupplier enough) throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + duration.toNanos();
        BooleanSupplier over = () -> System.nanoTime() - end >= 0 || enough.getAsBoolean();
        ExecutorService pool = Executors.newFixedThreadPool(crowd.readers() + crowd.writers());
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < crowd.readers(); i++) {
                all.add(pool.submit(loop(over, new Random(i), this::read)));
            }
            for (int i = 0; i < crowd.writers(); i++) {
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

    private RunningForum any(Random random) {
        return forums.get(random.nextInt(forums.size()));
    }

    private void write(Random random) throws IOException, InterruptedException {
        String slug = slugs.get(random.nextInt(THREADS));
        long start = System.nanoTime();
        // A writer who is alone stays with one server.
        RunningForum forum = crowd.writers() == 1 ? forums.get(0) : any(random);
        forum.post("/api/threads/" + slug + "/posts", Map.of("content", "One more"));
        long end = System.nanoTime();
        history.acknowledged(slug, end);
        answers.add(new Answer(start, end - start, ""));
    }

    private void read(Random random) throws IOException, InterruptedException {
        if (random.nextInt(4) == 0) {
            readList(any(random), LISTS.get(random.nextInt(LISTS.size())));
        } else {
            readThread(any(random), slugs.get(random.nextInt(THREADS)));
        }
    }

    private void readThread(RunningForum forum, String slug) throws IOException, InterruptedException {
        String path = "/api/threads/" + slug;
        long start = System.nanoTime();
        record(slug, path, start, forum, get(forum, path));
    }

    private void readList(RunningForum forum, String path) throws IOException, InterruptedException {
        long start = System.nanoTime();
        for (JsonNode item : get(forum, path).get("results")) {
            record(item.get("slug").asString(), path, start, forum, item);
        }
    }

    private JsonNode get(RunningForum forum, String path) throws IOException, InterruptedException {
        long start = System.nanoTime();
        HttpResponse<byte[]> response = forum.get(path);
        long nanos = System.nanoTime() - start;
        if (response.statusCode() != 200) {
            throw new IllegalStateException("GET " + path + ": " + response.statusCode());
        }
        String cache = response.headers().firstValue("X-Cache").orElse("");
        answers.add(new Answer(start, nanos, cache));
        if (cache.equals("HIT")) {
            hits.increment();
        }
        return forum.read(response);
    }

    private void record(String slug, String path, long start, RunningForum forum, JsonNode document) {
        history.read(new Read(slug, path, start, document.get("post_count").asInt(), forums.indexOf(forum)));
    }
}
