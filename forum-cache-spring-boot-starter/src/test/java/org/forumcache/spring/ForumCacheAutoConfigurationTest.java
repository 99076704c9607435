package org.forumcache.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.forumcache.CacheBackend;
import org.forumcache.CacheEntry;
import org.forumcache.EmbeddedBackend;
import org.forumcache.EntryKey;
import org.forumcache.ForumCacheService;
import org.forumcache.Invalidation;
import org.forumcache.Lookup;
import org.forumcache.ThreadListQuery;
import org.forumcache.Token;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class ForumCacheAutoConfigurationTest {
    private static final EntryKey FICUS = EntryKey.thread("ficus");

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ForumCacheAutoConfiguration.class));

    @Test
    void applicationGetsACacheInItsProcess() {
        runner.run(context -> {
            ForumCacheService cache = context.getBean(ForumCacheService.class);

            cache.setThread("ficus", Map.of("title", "Ficus"));

            assertThat(cache.getThread("ficus")).hasToString("Optional[{\"title\":\"Ficus\"}]");
            assertThat(cache.status().backend()).isEqualTo("embedded");
        });
    }

    @Test
    void springBootFindsTheConfigurationByItself() {
        new ApplicationContextRunner()
                .withUserConfiguration(EverythingFound.class)
                .run(context -> assertThat(context).hasSingleBean(ForumCacheService.class));
    }

    @Test
    void strictNeedsNothingMoreInsideOneProcess() {
        runner.withPropertyValues("forum.cache.strict=true")
                .run(context -> assertThat(context).hasSingleBean(ForumCacheService.class));
    }

    @Test
    void maxSizeBoundsWhatIsCached() {
        runner.withPropertyValues("forum.cache.embedded.max-size=1MB").run(context -> {
            ForumCacheService cache = context.getBean(ForumCacheService.class);

            for (int i = 0; i < 64; i++) {
                cache.setThread("thread-" + i, "x".repeat(64 * 1024));
            }

            assertThat(cache.status().bytes().orElseThrow()).isPositive().isLessThanOrEqualTo(1 << 20);
        });
    }

    @Test
    void timesToLiveAreThoseOfTheSettings() {
        RecordingBackend backend = new RecordingBackend();
        runner.withBean("ownBackend", CacheBackend.class, () -> backend)
                .withPropertyValues(
                        "forum.cache.thread.ttl=1m",
                        "forum.cache.list.ttl=2m",
                        "forum.cache.category.ttl=3m",
                        "forum.cache.absent.ttl=4s")
                .run(context -> {
                    ForumCacheService cache = context.getBean(ForumCacheService.class);

                    cache.setThread("ficus", "a thread");
                    cache.setThreadList(ThreadListQuery.of("plants", 1, 20), "a list");
                    cache.setCategory("plants", "a category");
                    cache.getThread("no-such-thread", Optional::empty);

                    assertThat(backend.ttls())
                            .containsExactly(
                                    Duration.ofMinutes(1),
                                    Duration.ofMinutes(2),
                                    Duration.ofMinutes(3),
                                    Duration.ofSeconds(4));
                });
    }

    @Test
    void hitsAreComparedWithTheDatabaseOnlyIfASettingSaysSo() {
        runner.run(
                context -> assertThat(context.getBean(ForumCacheService.class).inspection())
                        .isEmpty());
        runner.withPropertyValues("forum.cache.inspector.sample-rate=0.01")
                .run(context -> assertThat(
                                context.getBean(ForumCacheService.class).inspection())
                        .isPresent());
    }

    @Test
    void ownBackendIsUsedInsteadOfTheEmbeddedOne() {
        runner.withBean("ownBackend", CacheBackend.class, RecordingBackend::new).run(context -> {
            context.getBean(ForumCacheService.class).invalidateThread("ficus");

            assertThat(context).hasSingleBean(CacheBackend.class);
            assertThat(context.getBean(RecordingBackend.class).invalidations())
                    .containsExactly(Invalidation.thread("ficus"));
        });
    }

    @Test
    void ownBackendMakesRedisPossible() {
        runner.withBean("ownBackend", CacheBackend.class, RecordingBackend::new)
                .withPropertyValues("forum.cache.backend=redis")
                .run(context -> assertThat(context).hasSingleBean(ForumCacheService.class));
    }

    @Test
    void ownServiceIsUsedAndNoBackendIsMadeBesideIt() {
        ForumCacheService own = ForumCacheService.embedded();
        runner.withBean("ownCache", ForumCacheService.class, () -> own).run(context -> {
            assertThat(context.getBean(ForumCacheService.class)).isSameAs(own);
            assertThat(context).doesNotHaveBean(CacheBackend.class);
        });
    }

    @Test
    void customizerChangesWhatTheSettingsSay() {
        RecordingBackend backend = new RecordingBackend();
        runner.withBean("ownBackend", CacheBackend.class, () -> backend)
                .withBean(ForumCacheCustomizer.class, () -> builder -> builder.absentTtl(Duration.ofSeconds(1)))
                .run(context -> {
                    context.getBean(ForumCacheService.class).getThread("no-such-thread", Optional::empty);

                    assertThat(backend.ttls()).containsExactly(Duration.ofSeconds(1));
                });
    }

    @Test
    void documentsAreWrittenAsTheApplicationWritesJson() {
        runner.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class))
                .withPropertyValues("spring.jackson.property-naming-strategy=SNAKE_CASE")
                .run(context -> {
                    ForumCacheService cache = context.getBean(ForumCacheService.class);

                    cache.setThread("ficus", new Page(3));

                    assertThat(cache.getThread("ficus")).hasToString("Optional[{\"post_count\":3}]");
                });
    }

    @Test
    void backendIsClosedWithTheApplication() {
        Lookup.Miss miss = new Lookup.Miss(null);
        EmbeddedBackend[] backend = new EmbeddedBackend[1];

        runner.run(context -> {
            backend[0] = context.getBean(EmbeddedBackend.class);
            backend[0].put(FICUS, document(), Duration.ofHours(1), Duration.ZERO);
            assertThat(backend[0].find(FICUS)).isInstanceOf(Lookup.Hit.class);
        });

        assertThat(backend[0].find(FICUS)).isEqualTo(miss);
    }

    private static CacheEntry document() {
        return CacheEntry.restored(Token.random(), new byte[] {'{', '}'}, "\"e\"", Duration.ZERO);
    }

    record Page(int postCount) {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class EverythingFound {}
}
