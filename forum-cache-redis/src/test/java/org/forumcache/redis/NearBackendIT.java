package org.forumcache.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.awaitility.core.ConditionFactory;
import org.forumcache.CacheBackend;
import org.forumcache.CacheBackendException;
import org.forumcache.CacheEntry;
import org.forumcache.CacheKeys;
import org.forumcache.EntryKey;
import org.forumcache.Lookup;
import org.forumcache.ThreadListQuery;
import org.forumcache.Token;
import org.forumcache.redis.server.Jitter;
import org.forumcache.redis.server.RedisServer;
import org.forumcache.redis.server.TcpProxy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Copies inside a process: when they answer, and when they no longer do. */
class NearBackendIT {
    private static final EntryKey THREAD = EntryKey.thread("yellow-leaves");
    private static final EntryKey CATEGORY = EntryKey.category("plant-care");
    private static final EntryKey LIST = EntryKey.threadList(ThreadListQuery.of("plant-care", 1, 20));
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration WINDOW = NearSettings.DEFAULT.maxSilence();

    private static RedisServer server;
    private TcpProxy network;
    private NearBackend near;
    private RedisBackend other;

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
        network = TcpProxy.to(server.port());
        near = over("redis://127.0.0.1:" + network.port(), NearSettings.DEFAULT);
        other = RedisBackend.connect(settings(server.uri()));
    }

    @AfterEach
    void disconnect() {
        near.close();
        other.close();
        network.close();
    }

    private static RedisSettings settings(String uri) {
        return RedisSettings.at(uri).withTimeout(Duration.ofSeconds(2));
    }

    private static NearBackend over(String uri, NearSettings settings) {
        NearBackend backend = NearBackend.over(RedisBackend.connect(settings(uri)), settings);
        NearContract.awaitServing(backend);
        return backend;
    }

    private static CacheEntry entry(String json) {
        return CacheEntry.restored(Token.random(), json.getBytes(UTF_8), "\"tag\"", Duration.ofMillis(7));
    }

    static List<EntryKey> oneKeyOfEachKind() {
        return List.of(THREAD, LIST, CATEGORY);
    }

    /** Waits in small steps, as something that happens hundreds of times must not cost a tenth of a second. */
    private static ConditionFactory atOnce() {
        return await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2));
    }

    /** Lets another process store an entry, and this one keep a copy of it. */
    private CacheEntry copied(EntryKey key, String json) {
        CacheEntry stored = entry(json);
        // A test before this one may have changed the epoch, which is noticed a moment later.
        atOnce().ignoreException(CacheBackendException.class).until(() -> {
            other.put(key, stored, LONG, Duration.ZERO);
            return true;
        });
        atOnce().ignoreException(CacheBackendException.class).until(() -> {
            near.find(key);
            return near.tier().find(key) != null;
        });
        return stored;
    }

    private static void invalidate(CacheBackend backend, EntryKey key) {
        String group = key.group();
        if (group == null) {
            backend.invalidate(Set.of(key.text()), Set.of());
        } else {
            backend.invalidate(Set.of(), Set.of(group));
        }
    }

    private static long gets() {
        return server.commandStats().getOrDefault("get", 0L)
                + server.commandStats().getOrDefault("mget", 0L);
    }

    private boolean isServedFromHere(EntryKey key) {
        return near.tier().find(key) != null;
    }

    /** The time until a copy no longer answers, counted from an event; long if the machine was busy. */
    private void assertSilentWithin(Duration bound, EntryKey key, Runnable event) {
        try (Jitter jitter = new Jitter()) {
            event.run();
            long from = System.nanoTime();
            atOnce().until(() -> !isServedFromHere(key));
            Duration took = Duration.ofNanos(System.nanoTime() - from);
            assertThat(took).isLessThanOrEqualTo(jitter.allowedFor(bound.plusMillis(20)));
        }
    }

    private void assertServesAgain(EntryKey key) {
        await().atMost(Duration.ofSeconds(20))
                .ignoreException(CacheBackendException.class)
                .until(() -> {
                    if (!(near.find(key) instanceof Lookup.Hit)) {
                        other.put(key, entry("again"), LONG, Duration.ZERO);
                    }
                    return isServedFromHere(key);
                });
    }

    @ParameterizedTest
    @MethodSource("oneKeyOfEachKind")
    void aCopyAnswersWithoutRedis(EntryKey key) {
        CacheEntry stored = copied(key, "1");
        // The care for Redis asks for the epoch four times a second; copies are asked a thousand times.
        server.resetStats();

        for (int i = 0; i < 1_000; i++) {
            assertThat(near.find(key)).isInstanceOfSatisfying(Lookup.Hit.class, hit -> {
                assertThat(hit.entry()).isEqualTo(stored);
                assertThat(Duration.ofNanos(hit.nanosLeft())).isBetween(LONG.minusMinutes(1), LONG);
            });
        }

        assertThat(gets()).isLessThan(500);
        assertThat(Objects.requireNonNull(near.status().near()).hits()).isGreaterThan(500);
    }

    @ParameterizedTest
    @MethodSource("oneKeyOfEachKind")
    void whatAnotherProcessInvalidatesIsGoneWithinTheWindow(EntryKey key) {
        copied(key, "1");

        assertSilentWithin(WINDOW, key, () -> invalidate(other, key));

        assertThat(near.find(key)).isInstanceOf(Lookup.Miss.class);
    }

    @ParameterizedTest
    @MethodSource("oneKeyOfEachKind")
    void whatThisProcessInvalidatesIsGoneAtOnce(EntryKey key) {
        for (int i = 0; i < 50; i++) {
            copied(key, "1");

            invalidate(near, key);

            assertThat(isServedFromHere(key)).isFalse();
        }
    }

    @Test
    void whatThisProcessPutsIsSeenAtOnce() {
        for (int i = 0; i < 50; i++) {
            copied(THREAD, "1");
            CacheEntry own = entry("2");

            near.put(THREAD, own, LONG, Duration.ZERO);

            assertThat(near.find(THREAD))
                    .isInstanceOfSatisfying(
                            Lookup.Hit.class, hit -> assertThat(hit.entry()).isEqualTo(own));
        }
    }

    @ParameterizedTest
    @MethodSource("oneKeyOfEachKind")
    void anAnswerThatAPushHasOvertakenIsNotKept(EntryKey key) {
        other.put(key, entry("1"), LONG, Duration.ZERO);
        near.tier().drop(key.text());
        near.tier().dropAllLists();
        Place.Placeholder placeholder = Objects.requireNonNull(near.tier().hold(key));
        long askedAt = System.nanoTime();
        Lookups.Sighting seen = other.sight(key);
        String pushed = key.group() == null ? key.text() : CacheKeys.generation(key.group());
        near.tier().changed(pushed);

        near.tier().publish(key, placeholder, onOwnLink(seen), askedAt);

        assertThat(isServedFromHere(key)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("oneKeyOfEachKind")
    void anAnswerIsKeptWhereItsPlaceholderIsStillThere(EntryKey key) {
        other.put(key, entry("1"), LONG, Duration.ZERO);
        await().until(() -> {
            Place.Placeholder placeholder = Objects.requireNonNull(near.tier().hold(key));
            near.tier().publish(key, placeholder, onOwnLink(other.sight(key)), System.nanoTime());
            return isServedFromHere(key);
        });
    }

    /** The same answer as if this process had asked. */
    private Lookups.Sighting onOwnLink(Lookups.Sighting seen) {
        Link own = near.redis().servers().links().iterator().next();
        return new Lookups.Sighting(seen.lookup(), seen.epoch(), own, own);
    }

    @Test
    void readersThatAskAtTheSameTimeShareAPlaceholder() {
        near.tier().drop(THREAD.text());

        // Nothing is held while the machine stalls.
        await().untilAsserted(() -> assertThat(near.tier().hold(THREAD))
                .isNotNull()
                .isSameAs(near.tier().hold(THREAD)));
    }

    @Test
    void aMissLeavesNothing() {
        for (int i = 0; i < 100; i++) {
            near.find(EntryKey.thread("unknown-" + i));
        }

        assertThat(Objects.requireNonNull(near.status().near()).entries()).isLessThan(10);
    }

    @Test
    void aCopyLivesNoLongerThanItsEntry() {
        other.put(THREAD, entry("1"), Duration.ofMillis(400), LONG);
        await().until(() -> {
            near.find(THREAD);
            return isServedFromHere(THREAD);
        });

        // The entry is kept in Redis beyond its time, so that nothing is pushed.
        await().atMost(Duration.ofSeconds(2)).until(() -> !isServedFromHere(THREAD));

        assertThat(near.find(THREAD)).isInstanceOf(Lookup.Miss.class);
    }

    @Test
    void whatRedisEvictsIsDroppedHere() {
        copied(THREAD, "1");
        try {
            // Epoch and categories never expire, so they stay.
            server.command("CONFIG", "SET", "maxmemory-policy", "volatile-random");
            server.command("CONFIG", "SET", "maxmemory", "1");
            server.command("SET", "another", "key");
        } catch (RuntimeException outOfMemory) {
            assertThat(outOfMemory).hasMessageContaining("OOM");
        } finally {
            server.command("CONFIG", "SET", "maxmemory", "0");
        }

        await().until(() -> !isServedFromHere(THREAD));
        assertThat(server.command("EXISTS", THREAD.text())).isEqualTo("0");
    }

    @Test
    void aFlushEmptiesTheTier() {
        copied(THREAD, "1");

        // Of another database, so that everything else stays as it is.
        assertSilentWithin(
                WINDOW,
                THREAD,
                () -> server.command("EVAL", "redis.call('SELECT', 1) return redis.call('FLUSHDB')", "0"));

        await().until(() -> Objects.requireNonNull(near.status().near()).entries() == 0);
        assertServesAgain(THREAD);
    }

    @Test
    void aLostConnectionForPushesEmptiesTheTier() {
        copied(THREAD, "1");

        assertSilentWithin(WINDOW, THREAD, NearBackendIT::killTracking);

        await().until(() -> Objects.requireNonNull(near.status().near()).entries() == 0);
        assertServesAgain(THREAD);
    }

    private static void killTracking() {
        server.command("CLIENT", "LIST")
                .lines()
                .filter(client -> client.contains("flags=tB"))
                .map(client -> client.replaceFirst("^id=(\\d+) .*", "$1"))
                .forEach(id -> server.command("CLIENT", "KILL", "ID", id));
    }

    @Test
    void aNetworkThatIsCutSilencesTheTier() {
        copied(THREAD, "1");

        assertSilentWithin(WINDOW, THREAD, network::cut);

        network.heal();
        assertServesAgain(THREAD);
    }

    @Test
    void aConnectionThatIsOpenAtOneEndOnlySilencesTheTier() {
        copied(THREAD, "1");

        assertSilentWithin(WINDOW, THREAD, network::halfOpen);

        invalidate(other, THREAD);
        network.heal();
        assertServesAgain(THREAD);
    }

    @Test
    void aNetworkThatIsSlowSilencesTheTier() {
        copied(THREAD, "1");

        assertSilentWithin(WINDOW, THREAD, () -> network.delay(Duration.ofMillis(200)));

        network.heal();
        assertServesAgain(THREAD);
    }

    @Test
    void aServerThatHangsSilencesTheTier() {
        copied(THREAD, "1");

        try {
            assertSilentWithin(WINDOW, THREAD, server::pause);
        } finally {
            server.resume();
        }

        assertServesAgain(THREAD);
    }

    @Test
    void aRestartSilencesTheTier() {
        copied(THREAD, "1");

        server.kill();
        server.startEmpty();

        assertThat(isServedFromHere(THREAD)).isFalse();
        assertServesAgain(THREAD);
    }

    @Test
    void everythingThatIsInvalidatedIsGoneForOtherProcessesToo() {
        copied(THREAD, "1");

        other.invalidateEverything();

        assertThat(isServedFromHere(THREAD)).isFalse();
    }

    @Test
    void allListsThatAreInvalidatedAreGoneForOtherProcessesToo() {
        copied(LIST, "1");

        assertSilentWithin(WINDOW, LIST, other::invalidateAllGroups);
    }

    @Test
    void aListThatIsInvalidatedAloneIsGoneForOtherProcessesToo() {
        try (NearBackend writer = over(server.uri(), NearSettings.DEFAULT)) {
            copied(LIST, "1");

            assertSilentWithin(WINDOW, LIST, () -> writer.invalidate(Set.of(LIST.text()), Set.of()));
        }
    }

    @Test
    void theTierIsBoundedByBytes() {
        long bound = 1 << 20;
        try (NearBackend small = over(server.uri(), new NearSettings(bound, WINDOW))) {
            String text = randomText(10_000);
            List<EntryKey> keys = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                keys.add(EntryKey.thread("large-" + i));
                other.put(keys.get(i), entry(text), LONG, Duration.ZERO);
            }

            keys.forEach(key -> {
                small.find(key);
                small.find(key);
            });

            var status = Objects.requireNonNull(small.status().near());
            assertThat(status.bytes()).isBetween(bound / 2, bound);
        }
    }

    private static String randomText(int length) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(Token.random().high());
        }
        return text.toString();
    }

    @Test
    void aUserWithoutThePermissionIsToldWhyNothingIsKept() {
        server.command("ACL", "SETUSER", "plain", "on", ">plain", "~*", "&*", "+@all", "-client");
        String uri = "redis://plain:plain@127.0.0.1:" + server.port();
        try (NearBackend plain = NearBackend.over(RedisBackend.connect(settings(uri)), NearSettings.DEFAULT)) {
            other.put(THREAD, entry("1"), LONG, Duration.ZERO);

            await().untilAsserted(() -> assertThat(
                            Objects.requireNonNull(plain.status().near()).state())
                    .startsWith("silent: ")
                    .contains("NOPERM"));
            assertThat(plain.find(THREAD)).isInstanceOf(Lookup.Hit.class);
            assertThat(plain.tier().find(THREAD)).isNull();
        } finally {
            server.command("ACL", "DELUSER", "plain");
        }
    }
}
