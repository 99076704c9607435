package org.forumcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ListAdmissionTest {
    private static final ThreadListQuery SEARCH = query(1, Map.of("search", "root rot", "sort", "-created_at"));

    private final EmbeddedBackend backend = EmbeddedBackend.withMaxSize(1 << 20);
    private final ForumCacheService cache = ForumCacheService.builder(backend)
            .admitLists(ListAdmission.RARE_WHEN_ASKED_AGAIN)
            .build();
    private final AtomicInteger loads = new AtomicInteger();

    private static ThreadListQuery query(int page, Map<String, ?> filters) {
        return new ThreadListQuery("plant-care", page, 20, filters);
    }

    private Optional<Map<String, Integer>> load() {
        return Optional.of(Map.of("load", loads.incrementAndGet()));
    }

    private CacheRead read(ThreadListQuery query) {
        return cache.read(EntryKey.threadList(query), this::load);
    }

    private long entries() {
        return backend.status().entries().orElseThrow();
    }

    static List<ThreadListQuery> rare() {
        return List.of(
                SEARCH,
                query(1, Map.of("tags", List.of("pests"))),
                query(4, Map.of()),
                query(1, Map.of("pinned", true)));
    }

    static List<ThreadListQuery> common() {
        Map<String, Object> withoutValues = new HashMap<>(Map.of("search", "", "tags", List.of(), "ordering", "-id"));
        withoutValues.put("author", null);
        return Arrays.asList(query(1, Map.of()), query(3, Map.of("sort", "-post_count")), query(2, withoutValues));
    }

    @ParameterizedTest
    @MethodSource("rare")
    void aRareListLeavesNothingBehindTheFirstTime(ThreadListQuery query) {
        CacheRead first = read(query);

        assertThat(first.outcome()).isEqualTo(CacheOutcome.MISS);
        assertThat(entries()).isZero();
        assertThat(backend.groups()).isZero();
        assertThat(cache.stats().notAdmitted()).isEqualTo(1);
        assertThat(cache.stats().of(EntryKind.LIST).misses()).isEqualTo(1);
        assertThat(cache.stats().of(EntryKind.LIST).fills()).isZero();
    }

    @ParameterizedTest
    @MethodSource("rare")
    void aRareListIsStoredTheSecondTime(ThreadListQuery query) {
        read(query);

        CacheRead second = read(query);

        assertThat(second.outcome()).isEqualTo(CacheOutcome.MISS);
        assertThat(second.document().orElseThrow().asMap()).containsEntry("load", 2);
        assertThat(read(query).outcome()).isEqualTo(CacheOutcome.HIT);
        assertThat(cache.stats().notAdmitted()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("common")
    void aCommonListIsStoredAtOnce(ThreadListQuery query) {
        read(query);

        assertThat(read(query).outcome()).isEqualTo(CacheOutcome.HIT);
        assertThat(cache.stats().notAdmitted()).isZero();
    }

    @Test
    void threadsAndCategoriesAreStoredAtOnce() {
        cache.getThread("t", this::load);
        cache.getCategory("c", this::load);

        assertThat(entries()).isEqualTo(2);
    }

    @Test
    void everythingIsStoredUnlessAskedFor() {
        ForumCacheService all = ForumCacheService.builder(backend).build();

        all.getThreadList(SEARCH, this::load);

        assertThat(entries()).isEqualTo(1);
    }

    @Test
    void whatIsStoredWithoutAskingIsStored() {
        cache.setThreadList(SEARCH, Map.of());

        assertThat(read(SEARCH).outcome()).isEqualTo(CacheOutcome.HIT);
        assertThat(loads).hasValue(0);
    }

    @Test
    void aFirstLoadThatFailsIsFollowedByALoadUnderALease() {
        assertThatThrownBy(() -> cache.getThreadList(SEARCH, () -> {
                    throw new IllegalStateException("away");
                }))
                .hasMessage("away");

        read(SEARCH);

        assertThat(read(SEARCH).outcome()).isEqualTo(CacheOutcome.HIT);
    }

    @Nested
    class AHerd {
        /** All but the first share one load, whatever the number of readers. */
        @Test
        void ofARareListCausesTwoLoads() {
            CountDownLatch bothLoading = new CountDownLatch(2);
            Supplier<Optional<?>> slow = () -> {
                bothLoading.countDown();
                Latches.await(bothLoading);
                return load();
            };

            List<CacheRead> reads = Together.call(8, () -> cache.read(EntryKey.threadList(SEARCH), slow));

            assertThat(reads)
                    .hasSize(8)
                    .allSatisfy(read -> assertThat(read.document()).isPresent());
            assertThat(loads).hasValue(2);
            assertThat(cache.stats().notAdmitted()).isEqualTo(1);
            assertThat(entries()).isEqualTo(1);
        }
    }
}
