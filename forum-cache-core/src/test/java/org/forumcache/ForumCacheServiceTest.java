package org.forumcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each operation of the service does, and what it refuses. */
class ForumCacheServiceTest {
    private static final ThreadListQuery LIST = ThreadListQuery.of("plant-care", 1, 20);
    private static final Duration SHORT = Duration.ofMinutes(5);
    private static final Map<String, Object> DOCUMENT = Map.of("title", "Blätter");

    private final FakeTicker ticker = new FakeTicker();
    private final EmbeddedBackend backend = new EmbeddedBackend(EmbeddedBackend.DEFAULT_MAX_SIZE, ticker);
    private final ForumCacheService cache =
            ForumCacheService.builder(backend).keepExpired(Duration.ZERO).build();

    @Nested
    class Families {
        @Test
        void everyFamilyIsReadThrough() {
            assertThat(cache.getThread("t", () -> Optional.of(DOCUMENT))).isPresent();
            assertThat(cache.getThreadList(LIST, () -> Optional.of(DOCUMENT))).isPresent();
            assertThat(cache.getCategory("plant-care", () -> Optional.of(DOCUMENT)))
                    .isPresent();

            assertThat(cache.getThread("t")).isPresent();
            assertThat(cache.getThreadList(LIST)).isPresent();
            assertThat(cache.getCategory("plant-care")).isPresent();
        }

        @Test
        void everyFamilyTakesATimeToLiveOfItsOwn() {
            cache.setThread("t", DOCUMENT, SHORT);
            cache.setThreadList(LIST, DOCUMENT, SHORT);
            cache.setCategory("plant-care", DOCUMENT, SHORT);

            ticker.advance(SHORT.minusMillis(1));
            assertThat(cache.getThread("t")).isPresent();
            assertThat(cache.getThreadList(LIST)).isPresent();
            assertThat(cache.getCategory("plant-care")).isPresent();

            ticker.advance(Duration.ofMillis(1));
            assertThat(cache.getThread("t")).isEmpty();
            assertThat(cache.getThreadList(LIST)).isEmpty();
            assertThat(cache.getCategory("plant-care")).isEmpty();
        }

        @Test
        void theDefaultTimesToLiveAreOneSixAndTwentyFourHours() {
            cache.setThread("t", DOCUMENT);
            cache.setThreadList(LIST, DOCUMENT);
            cache.setCategory("plant-care", DOCUMENT);

            ticker.advance(Duration.ofHours(1));
            assertThat(cache.getThread("t")).isEmpty();
            assertThat(cache.getThreadList(LIST)).isPresent();

            ticker.advance(Duration.ofHours(5));
            assertThat(cache.getThreadList(LIST)).isEmpty();
            assertThat(cache.getCategory("plant-care")).isPresent();

            ticker.advance(Duration.ofHours(18));
            assertThat(cache.getCategory("plant-care")).isEmpty();
        }

        @Test
        void theBuilderSetsTheTimesToLive() {
            ForumCacheService brief = ForumCacheService.builder(backend)
                    .ttl(EntryKind.THREAD, SHORT)
                    .absentTtl(Duration.ofSeconds(1))
                    .keepExpired(Duration.ZERO)
                    .build();
            brief.setThread("t", DOCUMENT);
            brief.getThread("absent", Optional::empty);

            ticker.advance(Duration.ofSeconds(1));
            assertThat(brief.getThread("absent", () -> Optional.of(DOCUMENT))).isPresent();
            assertThat(brief.getThread("t")).isPresent();

            ticker.advance(SHORT);
            assertThat(brief.getThread("t")).isEmpty();
        }

        @Test
        void invalidatingOneThreadLeavesTheOthers() {
            cache.setThread("a", DOCUMENT);
            cache.setThread("b", DOCUMENT);

            cache.invalidateThread("a");

            assertThat(cache.getThread("a")).isEmpty();
            assertThat(cache.getThread("b")).isPresent();
        }

        @Test
        void onePageOfAListCanBeInvalidatedByItsKey() {
            ThreadListQuery next = ThreadListQuery.of("plant-care", 2, 20);
            cache.setThreadList(LIST, DOCUMENT);
            cache.setThreadList(next, DOCUMENT);

            cache.invalidate(new Invalidation(Set.of(CacheKeys.threadList(LIST)), Set.of()));

            assertThat(cache.getThreadList(LIST)).isEmpty();
            assertThat(cache.getThreadList(next)).isPresent();
            assertThat(backend.status().entries()).hasValue(1);
        }

        @Test
        void invalidatingACategoryInvalidatesTheOverview() {
            cache.setCategory("plant-care", DOCUMENT);
            cache.setCategory("all", DOCUMENT);
            cache.setCategory("pests", DOCUMENT);

            cache.invalidateCategory("plant-care");

            assertThat(cache.getCategory("plant-care")).isEmpty();
            assertThat(cache.getCategory("all")).isEmpty();
            assertThat(cache.getCategory("pests")).isPresent();
        }

        @Test
        void invalidatingEverythingLeavesNothing() {
            cache.setThread("t", DOCUMENT);
            cache.setThreadList(LIST, DOCUMENT);
            cache.setCategory("plant-care", DOCUMENT);

            cache.invalidateEverything();

            assertThat(cache.status().entries()).hasValue(0);
            assertThat(backend.groups()).isZero();
        }
    }

    @Nested
    class Documents {
        @Test
        void aDocumentIsItsJsonInUtf8() throws IOException {
            cache.setThread("t", DOCUMENT);
            CachedJson json = cache.getThread("t").orElseThrow();
            ByteArrayOutputStream sent = new ByteArrayOutputStream();

            json.writeTo(sent);

            assertThat(json).hasToString("{\"title\":\"Blätter\"}");
            assertThat(sent.toByteArray())
                    .isEqualTo(json.utf8())
                    .hasSize(json.size())
                    .hasSize(20);
        }

        @Test
        void changingACopyOfTheBytesChangesNoOtherReadersDocument() {
            cache.setThread("t", DOCUMENT);

            cache.getThread("t").orElseThrow().utf8()[0] = '!';

            assertThat(cache.getThread("t").orElseThrow()).hasToString("{\"title\":\"Blätter\"}");
        }

        @Test
        void aDocumentIsDecodedOnce() {
            cache.setThread("t", DOCUMENT);
            CachedJson json = cache.getThread("t").orElseThrow();

            assertThat(json.asMap()).isSameAs(json.asMap()).isEqualTo(DOCUMENT);
            assertThat(json.as(Page.class)).isSameAs(json.as(Page.class)).isEqualTo(new Page("Blätter"));
        }

        record Page(String title) {}

        @Test
        void aMapOfADocumentCannotBeChanged() {
            cache.setThread("t", DOCUMENT);
            Map<String, Object> map = cache.getThread("t").orElseThrow().asMap();

            assertThat(map).isUnmodifiable();
        }

        @Test
        void aDocumentOfAnotherTypeIsRefusedByName() {
            cache.setThread("t", DOCUMENT);
            CachedJson json = cache.getThread("t").orElseThrow();

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> json.as(Integer.class))
                    .withMessageContaining("java.lang.Integer");
        }

        @Test
        void entityTagsAreStrongAndFollowTheBytes() {
            cache.setThread("a", DOCUMENT);
            cache.setThread("b", DOCUMENT);
            cache.setThread("c", Map.of("title", "Wurzeln"));
            CachedJson a = cache.getThread("a").orElseThrow();
            CachedJson b = cache.getThread("b").orElseThrow();
            CachedJson c = cache.getThread("c").orElseThrow();

            assertThat(a.etag()).matches("\"[A-Za-z0-9_-]{22}\"").isEqualTo(b.etag());
            assertThat(c.etag()).isNotEqualTo(a.etag());
            assertThat(a).isEqualTo(b).hasSameHashCodeAs(b).isNotEqualTo(c).isNotEqualTo(a.toString());
        }

        @Test
        void cachedJsonIsStoredAsItIs() {
            cache.setThread("a", DOCUMENT);

            cache.setThread("b", cache.getThread("a").orElseThrow());

            assertThat(cache.getThread("b")).isEqualTo(cache.getThread("a"));
        }

        @Test
        void whatCannotBeWrittenAsJsonIsRefusedAndNotStored() {
            List<Object> circle = new ArrayList<>();
            circle.add(circle);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> cache.setThread("t", circle))
                    .withMessageContaining("java.util.ArrayList");
            assertThatIllegalArgumentException().isThrownBy(() -> cache.getThread("t", () -> Optional.of(circle)));
            assertThat(cache.status().entries()).hasValue(0);
        }
    }

    @Nested
    class Arguments {
        @ParameterizedTest
        @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
        void pagesAndLimitsCountFromOne(int number) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ThreadListQuery.of("plant-care", number, 20))
                    .withMessageContaining("page is " + number);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ThreadListQuery.of("plant-care", 1, number))
                    .withMessageContaining("limit is " + number);
        }

        @Test
        void filtersAreCopied() {
            Map<String, Object> filters = new HashMap<>(Map.of("sort", "-created_at"));
            ThreadListQuery query = new ThreadListQuery("plant-care", 1, 20, filters);
            String key = CacheKeys.threadList(query);

            filters.put("sort", "created_at");

            assertThat(CacheKeys.threadList(query)).isEqualTo(key);
        }

        @Test
        void aFilterMayBeNull() {
            Map<String, Object> filters = Collections.singletonMap("since", null);

            assertThat(CacheKeys.threadList(new ThreadListQuery("plant-care", 1, 20, filters)))
                    .endsWith(":c4df20138fcfb6c2");
        }

        @Test
        void timesToLiveAreLongerThanZero() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> cache.setThread("t", DOCUMENT, Duration.ZERO))
                    .withMessageContaining("ttl");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> cache.setThreadList(LIST, DOCUMENT, Duration.ofSeconds(-1)))
                    .withMessageContaining("ttl");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ForumCacheService.builder(backend).ttl(EntryKind.LIST, Duration.ZERO))
                    .withMessageContaining("list ttl");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ForumCacheService.builder(backend).absentTtl(Duration.ZERO))
                    .withMessageContaining("absentTtl");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ForumCacheService.builder(backend).keepExpired(Duration.ofSeconds(-1)))
                    .withMessageContaining("keepExpired");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ForumCacheService.builder(backend).leaseLife(Duration.ZERO))
                    .withMessageContaining("leaseLife");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ForumCacheService.builder(backend).foreignWait(Duration.ZERO))
                    .withMessageContaining("foreignWait");
        }

        @Test
        void theLongestTimeToLiveIsNoOverflow() {
            cache.setThread("t", DOCUMENT, Duration.ofSeconds(Long.MAX_VALUE));

            assertThat(cache.getThread("t")).isPresent();
        }

        @ParameterizedTest
        @ValueSource(longs = {0, -1})
        void aBackendsSizeIsMoreThanZero(long bytes) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> EmbeddedBackend.withMaxSize(bytes))
                    .withMessageContaining("max size is " + bytes);
        }

        @Test
        void waitsAreAtMostAnHour() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ForumCacheService.builder(backend).leaseLife(Duration.ofSeconds(Long.MAX_VALUE)))
                    .withMessageContaining("leaseLife")
                    .withMessageContaining("PT1H");
        }

        @Test
        void keysToInvalidateAreKeysOfThisCache() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Invalidation(Set.of("session:42"), Set.of()))
                    .withMessageContaining("session:42");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Invalidation(Set.of(), Set.of("plant:*")))
                    .withMessageContaining("group");
        }

        @Test
        void groupsToInvalidateAlwaysIncludeThePseudoCategoryAll() {
            assertThat(new Invalidation(Set.of(), Set.of("plants")).groups()).containsOnly("plants", "all");
            assertThat(new Invalidation(Set.of("forum:thread:t"), Set.of()).groups())
                    .isEmpty();
        }

        @Test
        @SuppressWarnings("NullAway") // as callers without a null checker do
        void nullIsRefusedByName() {
            Map<String, ThrowingCallable> calls = Map.of(
                    "backend", () -> ForumCacheService.builder(null),
                    "codec", () -> ForumCacheService.builder(backend).codec(null),
                    "condition", () -> ForumCacheService.builder(backend).bypassWhen(null),
                    "scope", () -> ForumCacheService.builder(backend).loadsIn(null),
                    "kind", () -> ForumCacheService.builder(backend).ttl(null, SHORT),
                    "filters", () -> new ThreadListQuery("plant-care", 1, 20, null),
                    "slug", () -> cache.getThread(null),
                    "categorySlug", () -> cache.invalidateThreadList(null),
                    "document", () -> cache.setThread("t", null),
                    "loader", () -> cache.getThread("t", null));

            assertThat(calls)
                    .allSatisfy((name, call) -> assertThatIllegalArgumentException()
                            .isThrownBy(call)
                            .withMessageContaining(name + " is null"));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> cache.setThread("t", DOCUMENT, null))
                    .withMessageContaining("ttl is null");
        }

        @Test
        void anOptionalIsNoDocument() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> cache.setThread("t", Optional.of(DOCUMENT)))
                    .withMessageContaining("Optional");
        }
    }

    @Nested
    class Figures {
        @Test
        void statisticsCountEachKind() {
            cache.getThread("t");
            cache.setThread("t", DOCUMENT);
            cache.getThread("t");
            cache.invalidateThread("t");
            cache.invalidateThreadList("plant-care");
            cache.invalidateAllThreadLists();
            cache.invalidateCategory("plant-care");

            CacheStats stats = cache.stats();

            assertThat(stats.of(EntryKind.THREAD)).isEqualTo(new CacheStats.Counts(1, 1, 1, 0, 1, 0, 0, 0));
            assertThat(stats.of(EntryKind.LIST)).isEqualTo(new CacheStats.Counts(0, 0, 0, 0, 3, 0, 0, 0));
            assertThat(stats.of(EntryKind.CATEGORY)).isEqualTo(new CacheStats.Counts(0, 0, 0, 0, 2, 0, 0, 0));
            assertThat(stats.overall()).isEqualTo(new CacheStats.Counts(1, 1, 1, 0, 6, 0, 0, 0));
            assertThat(stats.overall().hitRate()).isEqualTo(0.5);
            assertThat(stats.of(EntryKind.LIST).hitRate()).isZero();
        }

        @Test
        void staleAnswersAreMissesAndBypassesAreNeither() {
            Statistics statistics = new Statistics();
            statistics.read(EntryKind.LIST, CacheOutcome.STALE);
            statistics.read(EntryKind.LIST, CacheOutcome.BYPASS);
            statistics.read(EntryKind.THREAD, CacheOutcome.BYPASS);

            CacheStats stats = statistics.snapshot();

            assertThat(stats.of(EntryKind.LIST)).isEqualTo(new CacheStats.Counts(0, 1, 0, 0, 0, 0, 1, 1));
            assertThat(stats.bypasses()).isEqualTo(2);
        }

        @Test
        void evictionsAreCounted() {
            ForumCacheService small = ForumCacheService.builder(EmbeddedBackend.withMaxSize(10_000))
                    .build();
            for (int i = 0; i < 100; i++) {
                small.setThread("t" + i, "x".repeat(1_000));
            }

            assertThat(small.status().evictions().orElseThrow()).isBetween(80L, 100L);
        }

        @Test
        void lookUpsAreTimed() {
            for (int i = 0; i < 1_000; i++) {
                cache.getThread("t");
            }

            CacheStats stats = cache.stats();

            assertThat(stats.latencyP50()).isPositive().isLessThanOrEqualTo(stats.latencyP99());
        }

        @Test
        void aPeekTellsTheOutcomeAndNeverLoads() {
            EntryKey key = EntryKey.thread("t");

            assertThat(cache.peek(key)).isEmpty();
            cache.read(key, Optional::empty);
            assertThat(cache.peek(key)).contains(new CacheRead(null, CacheOutcome.HIT));
        }

        @Test
        void aHitTellsItsAge() {
            EntryKey key = EntryKey.thread("t");

            assertThat(cache.read(key, () -> Optional.of(DOCUMENT)).age()).isZero();
            ticker.advance(SHORT);

            assertThat(cache.read(key, () -> Optional.of(DOCUMENT)).age()).isEqualTo(SHORT);
            assertThat(cache.peek(key).orElseThrow().age()).isEqualTo(SHORT);
        }

        @Test
        void theAgeOfWhatWasStoredForLongerThanItsKindIsNotNegative() {
            cache.setThread("t", DOCUMENT, Duration.ofDays(2));

            assertThat(cache.peek(EntryKey.thread("t")).orElseThrow().age()).isZero();
        }

        @Test
        void theDetailsOfAnEntryAreNoRead() {
            EntryKey key = EntryKey.thread("t");
            CachedJson read = cache.getThread("t", () -> Optional.of(DOCUMENT)).orElseThrow();
            ticker.advance(SHORT);
            CacheStats before = cache.stats();

            EntryDetails details = cache.details(key);

            assertThat(details.state()).isEqualTo(EntryDetails.State.STORED);
            assertThat(details.entry()).extracting(CacheEntry::etag).isEqualTo(read.etag());
            assertThat(details.age()).isEqualTo(SHORT);
            assertThat(details.timeLeft())
                    .isEqualTo(EntryKind.THREAD.defaultTtl().minus(SHORT));
            assertThat(cache.stats().byKind()).isEqualTo(before.byKind());
        }

        @Test
        void theDetailsTellALoadFromNothing() {
            EntryKey key = EntryKey.thread("t");
            List<EntryDetails> loading = new ArrayList<>();
            EntryDetails before = cache.details(key);

            cache.read(key, () -> {
                loading.add(cache.details(key));
                return Optional.empty();
            });

            assertThat(before).isEqualTo(EntryDetails.without(EntryDetails.State.NOTHING));
            assertThat(loading).containsExactly(EntryDetails.without(EntryDetails.State.LOADING));
        }

        @Test
        void theStatusNamesTheBackend() {
            assertThat(cache.status().backend()).isEqualTo("embedded");
            assertThat(cache.status().state()).isEqualTo("up");
            assertThat(cache.pendingInvalidations()).isZero();
        }
    }
}
