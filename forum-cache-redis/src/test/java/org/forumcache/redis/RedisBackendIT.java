package org.forumcache.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.forumcache.CacheBackend;
import org.forumcache.CacheEntry;
import org.forumcache.CacheKeys;
import org.forumcache.CacheOutcome;
import org.forumcache.CacheRead;
import org.forumcache.EntryKey;
import org.forumcache.FillLease;
import org.forumcache.ForumCacheService;
import org.forumcache.Lookup;
import org.forumcache.ThreadListQuery;
import org.forumcache.Together;
import org.forumcache.Token;
import org.forumcache.redis.server.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a shared store has to do besides what every backend promises. */
class RedisBackendIT {
    private static final EntryKey THREAD = EntryKey.thread("yellow-leaves");
    private static final EntryKey LIST = EntryKey.threadList(ThreadListQuery.of("plant-care", 1, 20));
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration PATIENT = Duration.ofSeconds(2);

    private static RedisServer server;
    private RedisBackend first;
    private RedisBackend second;

    @BeforeAll
    static void start() {
        server = RedisServer.open();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void connect() {
        server.command("FLUSHALL");
        first = RedisBackend.connect(settings());
        second = RedisBackend.connect(settings());
    }

    @AfterEach
    void disconnect() {
        first.close();
        second.close();
    }

    private static RedisSettings settings() {
        return RedisSettings.at(server.uri()).withTimeout(PATIENT);
    }

    private static CacheEntry entry(String json) {
        return CacheEntry.restored(Token.random(), json.getBytes(UTF_8), "\"tag\"", Duration.ofMillis(7));
    }

    private static FillLease lease(CacheBackend backend, EntryKey key) {
        Lookup.Miss miss = (Lookup.Miss) backend.find(key);
        return ((Lookup.Granted) backend.acquire(key, miss, Token.random(), LONG)).lease();
    }

    private static CacheEntry hit(CacheBackend backend, EntryKey key) {
        return ((Lookup.Hit) backend.find(key)).entry();
    }

    private static byte[] long40() {
        return "{\"text\":\"yellow leaves\"}".repeat(100).getBytes(UTF_8);
    }

    @Test
    void whatOneProcessStoresAnotherFinds() {
        CacheEntry stored = entry("{}");

        first.fill(lease(first, LIST), stored, LONG, Duration.ZERO);

        assertThat(hit(second, LIST)).isEqualTo(stored);
    }

    @Test
    void whatOneProcessInvalidatesAnotherDoesNotFind() {
        first.put(LIST, entry("{}"), LONG, Duration.ZERO);
        first.put(THREAD, entry("{}"), LONG, Duration.ZERO);

        second.invalidate(Set.of(THREAD.text()), Set.of("plant-care"));

        assertThat(first.find(LIST)).isInstanceOf(Lookup.Miss.class);
        assertThat(first.find(THREAD)).isInstanceOf(Lookup.Miss.class);
    }

    @Test
    void everythingThatOneProcessInvalidatesIsGoneForAllWhenItReturns() {
        second.put(THREAD, entry("{}"), LONG, Duration.ZERO);

        first.invalidateEverything();

        assertThat(second.find(THREAD)).isInstanceOf(Lookup.Miss.class);
    }

    @Test
    void allListsGoEvenIfWhichThereAreWasLost() {
        second.put(LIST, entry("{}"), LONG, Duration.ZERO);
        server.command("DEL", CacheKeys.generations());

        first.invalidateAllGroups();

        await().untilAsserted(() -> assertThat(second.find(LIST)).isInstanceOf(Lookup.Miss.class));
    }

    @Test
    void aLostSetOfCategoriesBeginsAnew() {
        server.command("DEL", CacheKeys.generations());

        await().ignoreExceptions().untilAsserted(() -> first.put(LIST, entry("{}"), LONG, Duration.ZERO));

        assertThat(server.command("SMEMBERS", CacheKeys.generations())).contains("plant-care", "epoch:");
    }

    @Test
    void aForgottenScriptIsSentAgain() {
        server.command("SCRIPT", "FLUSH");

        boolean stored = first.fill(lease(first, THREAD), entry("{}"), LONG, Duration.ZERO);

        assertThat(stored).isTrue();
    }

    @Test
    void longDocumentsAreStoredCompressedAndHandedOutAsTheyAre() {
        CacheEntry document = CacheEntry.restored(Token.random(), long40(), "\"tag\"", Duration.ZERO);

        first.put(THREAD, document, LONG, Duration.ZERO);

        CacheEntry found = hit(second, THREAD);
        assertThat(found.isGzip()).isTrue();
        assertThat(found.utf8()).isEqualTo(document.utf8());
        assertThat(found.size()).isEqualTo(document.size());
        assertThat(Integer.parseInt(server.command("STRLEN", THREAD.text()))).isLessThan(document.size() / 5);
    }

    @Test
    void shortDocumentsAreStoredAsTheyAre() {
        first.put(THREAD, entry("{}"), LONG, Duration.ZERO);

        assertThat(hit(second, THREAD).isGzip()).isFalse();
        assertThat(Integer.parseInt(server.command("STRLEN", THREAD.text()))).isLessThan(100);
    }

    @Test
    void anotherSchemaSeesNothingOfThisOne() {
        first.put(THREAD, entry("{}"), LONG, Duration.ZERO);
        first.put(LIST, entry("{}"), LONG, Duration.ZERO);

        try (RedisBackend renewed = RedisBackend.connect(settings().withSchema("2"))) {
            assertThat(renewed.find(THREAD)).isInstanceOf(Lookup.Miss.class);
            assertThat(renewed.find(LIST)).isInstanceOf(Lookup.Miss.class);
        }
        assertThat(first.find(THREAD)).isInstanceOf(Lookup.Hit.class);
        assertThat(first.find(LIST)).isInstanceOf(Lookup.Hit.class);
    }

    @Test
    void anInvalidationHoldsForEverySchema() {
        try (RedisBackend renewed = RedisBackend.connect(settings().withSchema("2"))) {
            renewed.put(THREAD, entry("{}"), LONG, Duration.ZERO);
            renewed.put(LIST, entry("{}"), LONG, Duration.ZERO);

            first.invalidate(Set.of(THREAD.text()), Set.of("plant-care"));

            assertThat(renewed.find(THREAD)).isInstanceOf(Lookup.Miss.class);
            assertThat(renewed.find(LIST)).isInstanceOf(Lookup.Miss.class);
        }
    }

    @Test
    void aLeaseWhoseHolderDiedIsVoidAfterItsLife() {
        Lookup.Miss miss = (Lookup.Miss) first.find(THREAD);
        first.acquire(THREAD, miss, Token.random(), Duration.ofMillis(300));

        assertThat(second.find(THREAD)).isInstanceOf(Lookup.Busy.class);
        await().untilAsserted(() -> assertThat(second.find(THREAD)).isInstanceOf(Lookup.Miss.class));
    }

    @Test
    void whatIsNoneOfOursIsAMissAndCounted() {
        server.command("SET", THREAD.text(), "{\"title\": \"another program's\"}");
        server.command("HSET", EntryKey.category("pests").text(), "field", "value");

        assertThat(first.find(THREAD)).isInstanceOf(Lookup.Miss.class);
        assertThat(first.find(EntryKey.category("pests"))).isInstanceOf(Lookup.Miss.class);
        assertThat(first.status().unreadable()).isEqualTo(2);
        assertThat(first.fill(lease(first, THREAD), entry("{}"), LONG, Duration.ZERO))
                .isTrue();
    }

    @Test
    void damagedBytesAreAMissAndReplaced() {
        first.put(THREAD, entry("{\"title\":\"yellow\"}"), LONG, Duration.ZERO);
        server.command("SETRANGE", THREAD.text(), "90", "#");

        assertThat(first.find(THREAD)).isInstanceOf(Lookup.Miss.class);
        CacheEntry fresh = entry("[]");
        first.fill(lease(first, THREAD), fresh, LONG, Duration.ZERO);
        assertThat(hit(second, THREAD)).isEqualTo(fresh);
    }

    @Test
    void ofAThousandReadersInFourProcessesOneLoads() {
        AtomicInteger loads = new AtomicInteger();
        List<RedisBackend> backends = IntStream.range(0, 4)
                .mapToObj(i -> RedisBackend.connect(settings()))
                .toList();
        List<ForumCacheService> processes = backends.stream()
                .map(backend -> ForumCacheService.builder(backend)
                        .foreignWait(Duration.ofSeconds(20))
                        .build())
                .toList();
        AtomicInteger next = new AtomicInteger();

        List<CacheRead> reads = Together.call(
                1_000,
                () -> processes.get(next.getAndIncrement() % 4).read(THREAD, () -> {
                    await().pollDelay(Duration.ofMillis(200)).until(() -> true);
                    return Optional.of(Map.of("load", loads.incrementAndGet()));
                }));

        assertThat(loads).hasValue(1);
        assertThat(reads).allSatisfy(read -> assertThat(read.json()).hasToString("{\"load\":1}"));
        assertThat(reads)
                .filteredOn(read -> read.outcome() == CacheOutcome.MISS)
                .isNotEmpty();
        backends.forEach(RedisBackend::close);
    }

    @Test
    void aReaderWaitsForAnotherProcessForABoundedTimeAndThenLoadsWithoutStoring() {
        FillLease held = lease(first, THREAD);
        ForumCacheService cache = ForumCacheService.builder(second)
                .foreignWait(Duration.ofMillis(100))
                .build();
        server.resetStats();

        CacheRead read = cache.read(THREAD, () -> Optional.of(List.of("loaded")));

        assertThat(read.json()).hasToString("[\"loaded\"]");
        assertThat(second.find(THREAD)).isEqualTo(new Lookup.Busy(held.token()));
        assertThat(server.commandStats().get("get")).isLessThan(20);
    }
}
