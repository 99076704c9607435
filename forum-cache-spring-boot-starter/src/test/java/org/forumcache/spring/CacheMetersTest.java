package org.forumcache.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.search.Search;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.forumcache.BackendStatus;
import org.forumcache.BackendStatus.Condition;
import org.forumcache.EmbeddedBackend;
import org.forumcache.ForumCacheService;
import org.forumcache.ListAdmission;
import org.forumcache.NearStatus;
import org.forumcache.ThreadListQuery;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class CacheMetersTest {
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ForumCacheAutoConfiguration.class));

    private void bind(ForumCacheService cache) {
        new CacheMeters(cache, new PendingInvalidations(cache, System::nanoTime)).bindTo(registry);
    }

    private double value(String name, String... tags) {
        Search search = registry.find(name).tags(tags);
        return search.meter() == null
                ? Double.NaN
                : search.meter().measure().iterator().next().getValue();
    }

    @Test
    void existingDashboardsSeeOneCacheForEachKind() {
        ForumCacheService cache = ForumCacheService.embedded();
        bind(cache);

        cache.getThread("ficus", () -> Optional.of("a thread"));
        cache.getThread("ficus", () -> Optional.of("a thread"));
        cache.getThread("ficus", () -> Optional.of("a thread"));

        assertThat(value("cache.gets", "cache", "thread", "result", "hit")).isEqualTo(2);
        assertThat(value("cache.gets", "cache", "thread", "result", "miss")).isEqualTo(1);
        assertThat(value("cache.gets", "cache", "list", "result", "miss")).isZero();
        assertThat(value("cache.puts", "cache", "thread")).isEqualTo(1);
        assertThat(value("cache.size", "cache", "all")).isEqualTo(1);
        assertThat(value("cache.evictions", "cache", "all")).isZero();
    }

    @Test
    void ownMetersTellWhatTheCacheCounts() {
        ForumCacheService cache = ForumCacheService.embedded();
        bind(cache);

        cache.getCategory("plants", () -> Optional.of("a category"));
        cache.getCategory("plants", () -> Optional.of("a category"));
        cache.invalidateCategory("plants");

        assertThat(value("forum.cache.reads", "cache", "category", "outcome", "hit"))
                .isEqualTo(1);
        assertThat(value("forum.cache.reads", "cache", "category", "outcome", "miss"))
                .isEqualTo(1);
        assertThat(value("forum.cache.fills", "cache", "category", "result", "stored"))
                .isEqualTo(1);
        assertThat(value("forum.cache.invalidations", "cache", "category")).isEqualTo(2);
        assertThat(value("forum.cache.invalidations.pending")).isZero();
        assertThat(value("forum.cache.backend.condition", "condition", "up")).isEqualTo(1);
        assertThat(value("forum.cache.backend.condition", "condition", "silent"))
                .isZero();
        assertThat(value("forum.cache.bytes")).isNotNegative();
    }

    @Test
    void listsThatAreRarelyAskedForAreCountedAsNotAdmitted() {
        ForumCacheService cache = ForumCacheService.builder(EmbeddedBackend.withMaxSize(1 << 20))
                .admitLists(ListAdmission.RARE_WHEN_ASKED_AGAIN)
                .build();
        bind(cache);

        cache.getThreadList(new ThreadListQuery("plants", 1, 20, Map.of("search", "rot")), () -> Optional.of("a list"));
        cache.getThreadList(ThreadListQuery.of("plants", 1, 20), () -> Optional.of("a list"));

        assertThat(value("forum.cache.admissions.refused")).isEqualTo(1);
    }

    @Test
    void readsThatDoNotUseTheCacheAreBypasses() {
        ForumCacheService cache = ForumCacheService.builder(new RecordingBackend())
                .bypassWhen(() -> true)
                .build();
        bind(cache);

        cache.getThread("ficus", () -> Optional.of("a thread"));

        assertThat(value("forum.cache.reads", "cache", "thread", "outcome", "bypass"))
                .isEqualTo(1);
        assertThat(value("forum.cache.reads", "cache", "thread", "outcome", "miss"))
                .isZero();
    }

    @Test
    void aRedisThatIsSilentShowsInItsConditionAndKnowsNoSize() {
        BackendStatus silent = new BackendStatus("redis", "no answer", OptionalLong.empty(), OptionalLong.empty(), 3)
                .with(Condition.SILENT);
        bind(ForumCacheService.builder(new Saying(silent)).build());

        assertThat(value("forum.cache.backend.condition", "condition", "silent"))
                .isEqualTo(1);
        assertThat(value("forum.cache.backend.condition", "condition", "up")).isZero();
        assertThat(value("forum.cache.unreadable")).isEqualTo(3);
        assertThat(registry.find("cache.size").meter()).isNull();
        assertThat(registry.find("forum.cache.bytes").meter()).isNull();
        assertThat(registry.find("forum.cache.near.serving").meter()).isNull();
    }

    @Test
    void theNearCacheHasMetersWhereThereIsOne() {
        BackendStatus status = new BackendStatus("redis", "up", OptionalLong.empty(), OptionalLong.empty(), 0)
                .with(new NearStatus("silent for 300 ms", 5, 1_000, 70));
        bind(ForumCacheService.builder(new Saying(status)).build());

        assertThat(value("forum.cache.near.serving")).isZero();
        assertThat(value("forum.cache.near.entries")).isEqualTo(5);
        assertThat(value("forum.cache.near.bytes")).isEqualTo(1_000);
        assertThat(value("forum.cache.near.hits")).isEqualTo(70);
    }

    @Test
    void readersCannotMakeMeters() {
        ForumCacheService cache =
                ForumCacheService.builder(new RecordingBackend()).inspect(0.5).build();
        bind(cache);
        List<Meter.Id> before = ids();

        for (int i = 0; i < 1_000; i++) {
            cache.getThread("thread-" + i, Optional::empty);
            cache.getCategory("category-" + i, Optional::empty);
            cache.getThreadList(new ThreadListQuery("c" + i, 1 + i, 20, Map.of("search", "s" + i)), Optional::empty);
            cache.invalidateThreadList("c" + i);
        }

        assertThat(ids()).hasSizeLessThan(70).containsExactlyElementsOf(before);
        cache.close();
    }

    private List<Meter.Id> ids() {
        return registry.getMeters().stream().map(Meter::getId).toList();
    }

    @Test
    void theApplicationGetsThemWithoutDoingAnything() {
        runner.run(context -> assertThat(context).hasSingleBean(MeterBinder.class));
    }

    @Test
    void withoutMicrometerThereIsACacheAllTheSame() {
        runner.withClassLoader(new FilteredClassLoader(MeterBinder.class, ObservationRegistry.class))
                .run(context -> assertThat(context)
                        .hasSingleBean(ForumCacheService.class)
                        .doesNotHaveBean(CacheMeters.class));
    }

    /** A backend that only says how it is. */
    private static final class Saying extends RecordingBackend {
        private final BackendStatus status;

        Saying(BackendStatus status) {
            this.status = status;
        }

        @Override
        public BackendStatus status() {
            return status;
        }
    }
}
