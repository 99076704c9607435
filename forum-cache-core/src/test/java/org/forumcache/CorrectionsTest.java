package org.forumcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.forumcache.ForumEvent.CategoryCreated;
import org.forumcache.ForumEvent.CategoryEdited;
import org.forumcache.ForumEvent.PostCreated;
import org.forumcache.ForumEvent.PostDeleted;
import org.forumcache.ForumEvent.PostEdited;
import org.forumcache.ForumEvent.ReactionAdded;
import org.forumcache.ForumEvent.ReactionRemoved;
import org.forumcache.ForumEvent.ThreadCreated;
import org.forumcache.ForumEvent.ThreadDeleted;
import org.forumcache.ForumEvent.ThreadEdited;
import org.forumcache.ForumEvent.ThreadMoved;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the specification would serve wrong data, leak or break its own contracts: each correction of this module. */
class CorrectionsTest {
    private final FakeTicker ticker = new FakeTicker();
    private final EmbeddedBackend backend = new EmbeddedBackend(EmbeddedBackend.DEFAULT_MAX_SIZE, ticker);
    private final ForumCacheService cache = ForumCacheService.builder(backend)
            .leaseLife(Duration.ofHours(1))
            .with(ticker::read, () -> 0.5)
            .build();

    private static ThreadListQuery page(String category) {
        return ThreadListQuery.of(category, 1, 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "0", "false", "\"\"", "null"})
    void correction1EmptyDocumentsAreHits(String json) {
        AtomicInteger loads = new AtomicInteger();
        EntryKey key = EntryKey.thread("empty");
        JsonCodec verbatim = new JsonCodec() {
            @Override
            public byte[] encode(Object document) {
                return document.toString().getBytes(StandardCharsets.UTF_8);
            }

            @Override
            public <T> T decode(byte[] utf8, Class<T> type) {
                throw new IllegalArgumentException("not needed");
            }
        };
        ForumCacheService verbatimCache =
                ForumCacheService.builder(backend).codec(verbatim).build();

        for (int i = 0; i < 2; i++) {
            verbatimCache.read(key, () -> Optional.of(json + " ".repeat(loads.getAndIncrement())));
        }

        assertThat(verbatimCache.getThread("empty")).map(CachedJson::toString).contains(json);
        assertThat(loads).hasValue(1);
    }

    @Test
    void correction2AGroupWhoseNameBeginsLikeAnothersIsNotTouched() {
        cache.setThreadList(page("plant-care"), Map.of());

        cache.invalidateThreadList("plant");

        assertThat(cache.getThreadList(page("plant-care"))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "plant?", "[a-z]", "a:b", "", " ", "a b", "a\nb", "pläntchen", "a/b", "a{b}"})
    void correction3SlugsThatAreNoneAreRefusedByName(String slug) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> cache.invalidateThreadList(slug))
                .withMessageContaining("categorySlug");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> cache.getThread(slug))
                .withMessageContaining("slug");
        assertThatIllegalArgumentException().isThrownBy(() -> page(slug)).withMessageContaining("categorySlug");
    }

    @Test
    void correction3SlugsHaveAtMost255Characters() {
        assertThat(CacheKeys.thread("a".repeat(255))).hasSize("forum:thread:".length() + 255);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CacheKeys.thread("a".repeat(256)))
                .withMessageContaining("256");
    }

    @Test
    void correction4InvalidatingACategorysListsInvalidatesThoseOfAllCategories() {
        cache.setThreadList(page("all"), Map.of());

        cache.invalidateThreadList("plant-care");

        assertThat(cache.getThreadList(page("all"))).isEmpty();
    }

    @Test
    void correction5FiltersThatCannotBeHashedShareNoEntry() {
        ThreadListQuery some = new ThreadListQuery("plant-care", 1, 20, Map.of("tags", Set.of("a")));
        ThreadListQuery others = new ThreadListQuery("plant-care", 1, 20, Map.of("tags", Set.of("b")));

        cache.setThreadList(some, Map.of("tags", "a"));
        CacheRead read = cache.read(EntryKey.threadList(some), () -> Optional.of(Map.of("tags", "a")));

        assertThat(CacheKeys.threadList(some)).endsWith(":default").isEqualTo(CacheKeys.threadList(others));
        assertThat(read.outcome()).isEqualTo(CacheOutcome.BYPASS);
        assertThat(cache.getThreadList(some)).isEmpty();
        assertThat(cache.getThreadList(others)).isEmpty();
        assertThat(backend.status().entries()).hasValue(0);
    }

    @Test
    void correction6NothingIsKeptOfGroupsWhoseListsHaveExpired() {
        ForumCacheService forgetful =
                ForumCacheService.builder(backend).keepExpired(Duration.ZERO).build();
        forgetful.setThreadList(page("plant-care"), Map.of());

        ticker.advance(Duration.ofHours(6));
        IntStream.range(0, 10).forEach(i -> forgetful.setThread("t", Map.of()));

        assertThat(backend.status().entries()).hasValue(1);
        awaitGroups(backend, 0);
    }

    @Test
    void correction6NothingIsKeptOfGroupsWhoseListsWereEvicted() {
        EmbeddedBackend small = new EmbeddedBackend(50_000, ticker);
        ForumCacheService smallCache = ForumCacheService.builder(small).build();

        IntStream.range(0, 1_000)
                .forEach(i -> smallCache.setThreadList(page("category-" + i), Map.of("text", "x".repeat(500))));

        assertThat(small.status().bytes().getAsLong()).isLessThanOrEqualTo(50_000);
        awaitGroups(small, (int) small.status().entries().getAsLong());
    }

    private static void awaitGroups(EmbeddedBackend of, int expected) {
        Awaitility.await().until(() -> {
            System.gc();
            return of.groups() == expected;
        });
    }

    @Test
    void correction8AFillThatAWriteOvertookIsRefused() {
        CacheRead overtaken = cache.read(EntryKey.thread("a"), () -> {
            cache.invalidateThread("a");
            return Optional.of(Map.of("version", 1));
        });

        assertThat(overtaken.outcome()).isEqualTo(CacheOutcome.MISS);
        assertThat(cache.getThread("a")).isEmpty();
        assertThat(cache.stats().of(EntryKind.THREAD).refusedFills()).isEqualTo(1);
    }

    @Test
    void correction8AListsFillThatAWriteOvertookIsRefused() {
        cache.read(EntryKey.threadList(page("plant-care")), () -> {
            cache.invalidateThreadList("plant-care");
            return Optional.of(Map.of("version", 1));
        });

        assertThat(cache.getThreadList(page("plant-care"))).isEmpty();
    }

    static Stream<ForumEvent> changesOfAThreadThatListsShow() {
        return Stream.of(
                new ThreadCreated("t", "c"),
                new ThreadEdited("t", "c"),
                new ThreadDeleted("t", "c"),
                new PostCreated("t", "c"),
                new PostEdited("t", "c"),
                new PostDeleted("t", "c"));
    }

    @ParameterizedTest
    @MethodSource("changesOfAThreadThatListsShow")
    void correction14EveryChangeOfWhatAPageShowsInvalidatesIt(ForumEvent event) {
        assertThat(Invalidation.of(event)).isEqualTo(new Invalidation(Set.of("forum:thread:t"), Set.of("c", "all")));
    }

    @Test
    void correction15RemovingAReactionInvalidatesAsAddingOneDoes() {
        Invalidation threadOnly = new Invalidation(Set.of("forum:thread:t"), Set.of());

        assertThat(Invalidation.of(new ReactionAdded("t"))).isEqualTo(threadOnly);
        assertThat(Invalidation.of(new ReactionRemoved("t"))).isEqualTo(threadOnly);
    }

    @Test
    void correction16MovingAThreadInvalidatesBothCategories() {
        assertThat(Invalidation.of(new ThreadMoved("t", "left", "entered")))
                .isEqualTo(new Invalidation(Set.of("forum:thread:t"), Set.of("left", "entered", "all")));
    }

    @Test
    void correction17EditingACategoryInvalidatesWhateverEmbedsItsName() {
        assertThat(Invalidation.of(new CategoryEdited("c", Set.of("t1", "t2"), Set.of("child"))))
                .isEqualTo(new Invalidation(
                        Set.of(
                                "forum:category:c",
                                "forum:category:all",
                                "forum:category:child",
                                "forum:thread:t1",
                                "forum:thread:t2"),
                        Set.of("c", "all")));
    }

    @Test
    void creatingACategoryUndoesItsCachedAbsence() {
        assertThat(Invalidation.of(new CategoryCreated("c")))
                .isEqualTo(new Invalidation(Set.of("forum:category:c", "forum:category:all"), Set.of("c", "all")));
    }

    @Test
    void everyEventHasItsRule() {
        List<ForumEvent> all = Stream.concat(
                        changesOfAThreadThatListsShow(),
                        Stream.of(
                                new ThreadMoved("t", "a", "b"),
                                new ReactionAdded("t"),
                                new ReactionRemoved("t"),
                                new CategoryCreated("c"),
                                new CategoryEdited("c", Set.of(), Set.of())))
                .toList();

        assertThat(all)
                .extracting(event -> (Object) event.getClass())
                .containsExactlyInAnyOrderElementsOf(recordsOf(ForumEvent.class).toList());
        assertThat(all)
                .allSatisfy(event -> assertThat(Invalidation.of(event).keys()).isNotEmpty());
    }

    private static Stream<Class<?>> recordsOf(Class<?> sealed) {
        return sealed.isSealed()
                ? Arrays.stream(sealed.getPermittedSubclasses()).flatMap(CorrectionsTest::recordsOf)
                : Stream.of(sealed);
    }

    @Test
    void correction21ReadsAndStoresAreLoggedAtDebugAndDeletionsAtInfo() {
        try (RecordedLog log = RecordedLog.atDebug()) {
            cache.getThread("t");
            cache.setThread("t", Map.of());
            cache.getThread("t");
            cache.invalidateThread("t");
            cache.getThreadList(page("c"));
            cache.setThreadList(page("c"), Map.of());
            cache.getThreadList(page("c"));
            cache.invalidateThreadList("c");
            cache.invalidateAllThreadLists();
            cache.getCategory("c");
            cache.setCategory("c", Map.of());
            cache.getCategory("c");
            cache.invalidateCategory("c");

            assertThat(log.lines())
                    .containsExactly(
                            "DEBUG [CACHE] MISS for thread t",
                            "DEBUG [CACHE] SET thread t (TTL: 3600s)",
                            "DEBUG [CACHE] HIT for thread t (instant response)",
                            "INFO [CACHE] DELETE thread t",
                            "DEBUG [CACHE] MISS for thread list c page 1",
                            "DEBUG [CACHE] SET thread list c page 1 (TTL: 21600s)",
                            "DEBUG [CACHE] HIT for thread list c page 1 (instant response)",
                            "INFO [CACHE] DELETE pattern forum:list:c:*",
                            "INFO [CACHE] DELETE pattern forum:list:*",
                            "DEBUG [CACHE] MISS for category c",
                            "DEBUG [CACHE] SET category c (TTL: 86400s)",
                            "DEBUG [CACHE] HIT for category c",
                            "INFO [CACHE] DELETE category c");
        }
    }

    @Test
    void correction22CachesOfOneProcessAreIndependent() {
        ForumCacheService other = ForumCacheService.embedded();

        cache.setThread("t", Map.of());

        assertThat(other.getThread("t")).isEmpty();
    }

    @Test
    void correction23AThousandReadersOfAColdPageCauseOneLoad() {
        AtomicInteger loads = new AtomicInteger();

        List<CacheRead> reads = Together.call(
                1_000,
                () -> cache.read(EntryKey.thread("cold"), () -> {
                    loads.incrementAndGet();
                    return Optional.of(Map.of("title", "Cold"));
                }));

        assertThat(loads).hasValue(1);
        assertThat(reads).allSatisfy(read -> assertThat(read.document()).isPresent());
    }

    @Test
    void correction23ADocumentIsLoadedAnewBeforeItExpires() {
        Duration loadTime = Duration.ofMinutes(10);
        EntryKey key = EntryKey.thread("t");
        cache.read(key, () -> {
            ticker.advance(loadTime);
            return Optional.of(Map.of("version", 1));
        });

        ticker.advance(Duration.ofHours(1).minus(Duration.ofMinutes(6)));
        CacheRead early = cache.read(key, () -> Optional.of(Map.of("version", 2)));

        assertThat(early.outcome()).isEqualTo(CacheOutcome.HIT);
        assertThat(early.document()).map(CachedJson::asMap).contains(Map.of("version", 2));
        assertThat(cache.getThread("t")).map(CachedJson::asMap).contains(Map.of("version", 2));
    }

    @Test
    void correction23ADocumentIsNotLoadedAnewLongBeforeItExpires() {
        EntryKey key = EntryKey.thread("t");
        cache.read(key, () -> {
            ticker.advance(Duration.ofMinutes(10));
            return Optional.of(Map.of("version", 1));
        });

        ticker.advance(Duration.ofMinutes(50));
        CacheRead read = cache.read(key, () -> Optional.of(Map.of("version", 2)));

        assertThat(read.document()).map(CachedJson::asMap).contains(Map.of("version", 1));
    }
}
