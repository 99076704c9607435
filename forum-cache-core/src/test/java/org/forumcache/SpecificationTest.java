package org.forumcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The specification's own 18 tests, in its sections; one of them is split in two because it expected the impossible. */
class SpecificationTest {
    private final FakeTicker ticker = new FakeTicker();
    private final EmbeddedBackend backend = new EmbeddedBackend(EmbeddedBackend.DEFAULT_MAX_SIZE, ticker);
    private final ForumCacheService cache = ForumCacheService.builder(backend).build();

    private static ThreadListQuery page(String category, int page) {
        return ThreadListQuery.of(category, page, 20);
    }

    private static String keyOf(Map<String, ?> filters) {
        return CacheKeys.threadList(new ThreadListQuery("plant-care", 1, 20, filters));
    }

    @Nested
    class HitsAndMisses {
        @Test
        void aThreadThatWasNotStoredIsAMiss() {
            assertThat(cache.getThread("nonexistent")).isEmpty();
        }

        @Test
        void aThreadThatWasStoredIsAHit() {
            Map<String, Object> thread = Map.of("slug", "test", "title", "Test Thread");
            cache.setThread("test", thread);

            assertThat(cache.getThread("test")).map(CachedJson::asMap).contains(thread);
        }

        @Test
        void aListThatWasNotStoredIsAMiss() {
            assertThat(cache.getThreadList(page("plant-care", 1))).isEmpty();
        }

        @Test
        void aListThatWasStoredIsAHit() {
            Map<String, Object> list = Map.of("count", 10, "results", List.of());
            cache.setThreadList(page("plant-care", 1), list);

            assertThat(cache.getThreadList(page("plant-care", 1)))
                    .map(CachedJson::asMap)
                    .contains(list);
        }
    }

    @Nested
    class SettingAndInvalidating {
        @Test
        void settingAThreadStoresIt() {
            cache.setThread("test", Map.of("slug", "test", "title", "Test"));

            assertThat(cache.getThread("test")).isPresent();
        }

        @Test
        void invalidatingAThreadRemovesIt() {
            cache.setThread("test", Map.of("slug", "test"));

            cache.invalidateThread("test");

            assertThat(cache.getThread("test")).isEmpty();
        }

        @Test
        void invalidatingListsRemovesAllPages() {
            List<ThreadListQuery> pages = List.of(page("plant-care", 1), page("plant-care", 2), page("plant-care", 3));
            pages.forEach(page -> cache.setThreadList(page, Map.of("page", page.page())));

            cache.invalidateThreadList("plant-care");

            assertThat(pages)
                    .allSatisfy(page -> assertThat(cache.getThreadList(page)).isEmpty());
        }

        @Test
        void invalidatingAllListsRemovesThoseOfAllCategories() {
            cache.setThreadList(page("plant-care", 1), Map.of("cat", 1));
            cache.setThreadList(page("pests", 1), Map.of("cat", 2));

            cache.invalidateAllThreadLists();

            assertThat(cache.getThreadList(page("plant-care", 1))).isEmpty();
            assertThat(cache.getThreadList(page("pests", 1))).isEmpty();
        }
    }

    @Nested
    class FilterHashes {
        @Test
        void differentFiltersHaveDifferentKeys() {
            String yellowing = keyOf(Map.of("sort", "-created_at", "search", "yellowing"));
            String brown = keyOf(Map.of("sort", "-created_at", "search", "brown"));

            assertThat(yellowing).isNotEqualTo(brown);
        }

        @Test
        void theSameFiltersAlwaysHaveTheSameKey() {
            Map<String, Object> filters = Map.of("sort", "-created_at", "search", "test");

            assertThat(keyOf(filters)).isEqualTo(keyOf(Map.copyOf(filters)));
        }

        @Test
        void theOrderOfFiltersDoesNotMatter() {
            Map<String, Object> searchFirst = new LinkedHashMap<>();
            searchFirst.put("search", "test");
            searchFirst.put("sort", "-created_at");
            Map<String, Object> sortFirst = new LinkedHashMap<>();
            sortFirst.put("sort", "-created_at");
            sortFirst.put("search", "test");

            assertThat(keyOf(searchFirst)).isEqualTo(keyOf(sortFirst));
        }
    }

    /** What the specification keeps in a set of tracked keys is the generation that each list refers to. */
    @Nested
    class KeyTracking {
        @Test
        void storingAListTracksIt() {
            cache.setThreadList(page("plant-care", 1), Map.of());

            assertThat(backend.groups()).isEqualTo(1);
            assertThat(readable("plant-care")).isEqualTo(1);
        }

        @Test
        void invalidatingAListUntracksIt() {
            cache.setThreadList(page("plant-care", 1), Map.of());

            cache.invalidateThreadList("plant-care");

            assertThat(backend.groups()).isZero();
            assertThat(readable("plant-care")).isZero();
        }

        @Test
        void invalidatingAGroupRemovesExactlyItsKeys() {
            cache.setThreadList(page("plant", 1), Map.of());
            cache.setThreadList(page("plant", 2), Map.of());
            cache.setThreadList(page("pests", 1), Map.of());

            cache.invalidateThreadList("plant");

            assertThat(readable("plant")).isZero();
            assertThat(readable("pests")).isEqualTo(1);
        }

        @Test
        void fiveThreadsThatTrackAHundredKeysEachTrackFiveHundred() {
            Together.call(IntStream.range(0, 5)
                    .mapToObj(thread -> tracking("category-" + thread))
                    .toList());

            assertThat(backend.groups()).isEqualTo(5);
            assertThat(backend.status().entries()).hasValue(500);
            IntStream.range(0, 5).forEach(thread -> cache.invalidateThreadList("category-" + thread));
            assertThat(IntStream.range(0, 5)
                            .mapToLong(thread -> readable("category-" + thread))
                            .sum())
                    .isZero();
        }

        @Test
        void fiveThreadsThatTrackTheSameHundredKeysTrackOneHundred() {
            Together.call(5, tracking("plant-care"));

            assertThat(backend.groups()).isEqualTo(1);
            assertThat(readable("plant-care")).isEqualTo(100);
            cache.invalidateThreadList("plant-care");
            assertThat(readable("plant-care")).isZero();
        }

        /** How many of the first hundred pages of a category can be read. */
        private long readable(String category) {
            return IntStream.rangeClosed(1, 100)
                    .filter(page -> cache.getThreadList(page(category, page)).isPresent())
                    .count();
        }

        private Callable<Boolean> tracking(String category) {
            return () -> {
                IntStream.rangeClosed(1, 100).forEach(page -> cache.setThreadList(page(category, page), Map.of()));
                return true;
            };
        }
    }

    @Nested
    class Backends {
        @Test
        void listsAreInvalidatedByTheBackendsOwnGroups() {
            cache.setThreadList(page("plant-care", 1), Map.of("page", 1));
            cache.setThreadList(page("plant-care", 2), Map.of("page", 2));

            backend.invalidate(List.of(), List.of("plant-care"));

            assertThat(cache.getThreadList(page("plant-care", 1))).isEmpty();
            assertThat(cache.getThreadList(page("plant-care", 2))).isEmpty();
        }

        @Test
        void withoutRedisTheCacheWorksInsideTheProcess() {
            ForumCacheService embedded = ForumCacheService.embedded();
            embedded.setThreadList(page("plant-care", 1), Map.of("page", 1));

            embedded.invalidateThreadList("plant-care");

            assertThat(embedded.getThreadList(page("plant-care", 1))).isEmpty();
        }

        @Test
        void categoriesLiveForADay() {
            cache.setCategory("plant-care", Map.of("slug", "plant-care", "name", "Plant Care"));

            ticker.advance(Duration.ofHours(24).minusSeconds(1));
            assertThat(cache.getCategory("plant-care")).isPresent();

            ticker.advance(Duration.ofSeconds(1));
            assertThat(cache.getCategory("plant-care")).isEmpty();
        }
    }
}
