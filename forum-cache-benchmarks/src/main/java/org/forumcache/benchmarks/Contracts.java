package org.forumcache.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.forumcache.EmbeddedBackend;
import org.forumcache.ForumCacheService;
import org.forumcache.ThreadListQuery;
import org.forumcache.redis.RedisBackend;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The times that the specification sets for single operations, against what they take. */
@Command(
        name = "contracts",
        description = "The specification's time contracts, one by one, on both backends, in small and large key spaces,"
                + " with nothing else to do and under load.")
final class Contracts implements Callable<Integer> {
    /** With 56 things to measure, less than five minutes with all that has to be filled. */
    private static final double SECONDS = 3;

    /** Entries with a document of the usual size; the rest of the key space is small. */
    private static final int DOCUMENTS = 1_000;

    /** Between two operations of a thread that is there for the load. */
    private static final Duration PAUSE = Duration.ofNanos(200_000);

    private static final long MAX_BYTES = 2L << 30;
    private static final Map<String, Object> SMALL = Map.of("count", 0);

    @Mixin
    private final CommonOptions options = new CommonOptions();

    @Option(
            names = "--keys",
            paramLabel = "<n>",
            split = ",",
            defaultValue = "1000,1000000",
            description = "Sizes of the key spaces (${DEFAULT-VALUE}).")
    private List<Integer> sizes = List.of();

    private final Map<String, Object> document = new ForumDocuments(1).threadOfAbout(4 * 1024, "thread");
    private final Map<String, Object> list = new ForumDocuments(1).list();
    private final List<Cell> cells = new ArrayList<>();

    /** Where a contract was tried. */
    enum Place {
        EMBEDDED("embedded"),
        REDIS("Redis");

        private final String label;

        Place(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /** What else went on. */
    enum Company {
        IDLE("idle"),
        LOAD("under load");

        private final String label;

        Company(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /** What one contract took in one place. */
    record Cell(Contract contract, Place place, int keys, Company company, Histogram nanos) {}

    @Override
    public Integer call() throws InterruptedException {
        if (sizes.isEmpty() || sizes.stream().anyMatch(size -> size < 1)) {
            throw options.wrong("--keys must be at least 1");
        }
        String version = "";
        for (int i = 0; i < sizes.size(); i++) {
            embedded(sizes.get(i));
            version = redis(sizes.get(i), i);
        }
        Report report = options.report(version);
        new ContractsReport(report, cells).tell();
        return options.finish(report);
    }

    private void embedded(int keys) throws InterruptedException {
        try (EmbeddedBackend backend = EmbeddedBackend.withMaxSize(MAX_BYTES);
                ForumCacheService cache = ForumCacheService.builder(backend).build()) {
            for (int number = DOCUMENTS; number < keys; number++) {
                cache.setThread("small-" + number, SMALL);
            }
            measure(cache, Place.EMBEDDED, keys);
        }
    }

    private String redis(int keys, int number) throws InterruptedException {
        try (RedisUnderTest redis = options.redis(number);
                RedisBackend backend = redis.backend();
                ForumCacheService cache = RedisUnderTest.cacheOn(backend)) {
            new Ballast(redis.bare()).fill(keys - DOCUMENTS);
            measure(cache, Place.REDIS, keys);
            return redis.version();
        }
    }

    private void measure(ForumCacheService cache, Place place, int keys) throws InterruptedException {
        for (int number = 0; number < DOCUMENTS; number++) {
            cache.setThread(Contract.slug(number), document);
        }
        tryAll(cache, place, keys, Company.IDLE);
        try (Stall reader = new Stall(number -> load(cache, Contract.GET_HIT, number));
                Stall other = new Stall(number -> load(cache, Contract.GET_HIT, number + DOCUMENTS / 2));
                Stall writer = new Stall(number -> load(cache, Contract.SET, number))) {
            List.of(reader, other, writer).forEach(Stall::reset);
            tryAll(cache, place, keys, Company.LOAD);
        }
    }

    private void load(ForumCacheService cache, Contract contract, int number) {
        contract.perform(cache, document, Math.floorMod(number, DOCUMENTS));
        // Without pauses the processors would be what is measured, and not the cache.
        LockSupport.parkNanos(PAUSE.toNanos());
    }

    private void tryAll(ForumCacheService cache, Place place, int keys, Company company) {
        for (Contract contract : Contract.values()) {
            options.progress("contracts: " + place.label() + ", " + keys + " keys, " + company.label() + ", "
                    + contract.label());
            // Until the compiler has seen it.
            time(cache, contract, options.time(SECONDS).toNanos() / 4);
            cells.add(new Cell(
                    contract,
                    place,
                    keys,
                    company,
                    time(cache, contract, options.time(SECONDS).toNanos())));
        }
    }

    private Histogram time(ForumCacheService cache, Contract contract, long nanos) {
        Histogram histogram = new Histogram(3);
        long end = System.nanoTime() + nanos;
        int number = 0;
        do {
            prepare(cache, contract, number);
            long start = System.nanoTime();
            contract.perform(cache, document, number);
            histogram.recordValue(System.nanoTime() - start);
            number = (number + 1) % DOCUMENTS;
        } while (System.nanoTime() - end < 0);
        return histogram;
    }

    /** Caches a list of the category, or of each of them, that is to be invalidated. */
    private void prepare(ForumCacheService cache, Contract contract, int number) {
        if (contract == Contract.INVALIDATE_LISTS) {
            cache.setThreadList(ThreadListQuery.of(Contract.category(number), 1, 20), list);
        } else if (contract == Contract.INVALIDATE_ALL_LISTS) {
            for (int category = 0; category < Contract.CATEGORIES; category++) {
                cache.setThreadList(ThreadListQuery.of(Contract.category(category), 1, 20), list);
            }
        }
    }
}
