package org.forumcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GlanceTest {
    private static final EntryKey KEY = EntryKey.thread("root-rot");
    private static final EntryKey OTHER = EntryKey.thread("mildew");
    private static final Duration HOUR = Duration.ofHours(1);

    private final AtomicInteger lookUps = new AtomicInteger();
    private final AtomicInteger loads = new AtomicInteger();
    private final EmbeddedBackend stored = EmbeddedBackend.withMaxSize(EmbeddedBackend.DEFAULT_MAX_SIZE);
    private final CacheBackend backend = new CountedLookUps(stored, lookUps);
    private final ForumCacheService cache =
            ForumCacheService.builder(backend).ttl(EntryKind.THREAD, HOUR).build();

    private CacheRead read(EntryKey key) {
        return cache.read(key, () -> Optional.of(Map.of("load", loads.incrementAndGet())));
    }

    private CacheStats.Counts counts() {
        return cache.stats().of(EntryKind.THREAD);
    }

    @Test
    void aHitIsAnsweredAndCountedOnce() {
        cache.setThread("root-rot", Map.of("title", "Root rot"));

        CacheRead answer = cache.glance(KEY).answer().orElseThrow();

        assertThat(answer.outcome()).isEqualTo(CacheOutcome.HIT);
        assertThat(answer.document())
                .hasValueSatisfying(json -> assertThat(json).hasToString("{\"title\":\"Root rot\"}"));
        assertThat(counts().hits()).isOne();
        assertThat(counts().misses()).isZero();
        assertThat(lookUps).hasValue(1);
    }

    @Test
    void aMissIsLeftToTheReadThatFollowsAndLookedUpOnce() {
        Glance glance = cache.glance(KEY);
        assertThat(glance.answer()).isEmpty();
        assertThat(counts().misses()).isZero();
        glance.handOn();

        CacheRead read = read(KEY);

        glance.takeBack();
        assertThat(read.outcome()).isEqualTo(CacheOutcome.MISS);
        assertThat(counts().misses()).isOne();
        assertThat(lookUps).hasValue(1);
        assertThat(read(KEY).outcome()).isEqualTo(CacheOutcome.HIT);
        assertThat(lookUps).hasValue(2);
    }

    @Test
    void whatIsHandedOnServesOneRead() {
        Glance glance = cache.glance(KEY);
        glance.handOn();
        CacheRead unused = read(KEY);

        CacheRead second = read(KEY);

        assertThat(second.outcome()).isEqualTo(CacheOutcome.HIT);
        assertThat(loads).hasValue(1);
    }

    @Test
    void whatIsHandedOnServesNoOtherKey() {
        cache.setThread("mildew", Map.of("title", "Mildew"));
        cache.glance(KEY).handOn();

        CacheRead other = read(OTHER);

        assertThat(other.outcome()).isEqualTo(CacheOutcome.HIT);
        assertThat(lookUps).hasValue(2);
    }

    @Test
    void whatIsTakenBackServesNobody() {
        Glance glance = cache.glance(KEY);
        glance.handOn();
        glance.takeBack();
        cache.setThread("root-rot", Map.of("title", "Root rot"));

        assertThat(read(KEY).outcome()).isEqualTo(CacheOutcome.HIT);
    }

    @Test
    void whatNobodyHandedOnServesNobody() {
        Glance glance = cache.glance(KEY);
        cache.setThread("root-rot", Map.of("title", "Root rot"));

        assertThat(read(KEY).outcome()).isEqualTo(CacheOutcome.HIT);
        assertThat(glance.answer()).isEmpty();
    }

    @Test
    void absenceIsLeftToTheRead() {
        CacheRead unused = cache.read(KEY, Optional::empty);
        Glance glance = cache.glance(KEY);
        glance.handOn();

        CacheRead read = read(KEY);

        assertThat(glance.answer()).isEmpty();
        assertThat(read.outcome()).isEqualTo(CacheOutcome.HIT);
        assertThat(read.json()).isNull();
        assertThat(counts().hits()).isOne();
        assertThat(lookUps).hasValue(2);
    }

    @ParameterizedTest
    @MethodSource
    void aWriteOfTheThreadVoidsWhatItHandedOn(Consumer<ForumCacheService> write) {
        cache.setThread("root-rot", Map.of("title", "Root rot"));
        ForumCacheService allDue = inspected();
        Glance glance = allDue.glance(KEY);
        assertThat(glance.answer()).isEmpty();
        glance.handOn();

        write.accept(allDue);

        int before = lookUps.get();
        CacheRead unused = allDue.read(KEY, () -> Optional.of(Map.of()));
        assertThat(lookUps.get()).isGreaterThan(before);
    }

    static List<Consumer<ForumCacheService>> aWriteOfTheThreadVoidsWhatItHandedOn() {
        return List.of(
                cache -> cache.invalidateThread("root-rot"),
                cache -> cache.invalidateThreadList("roses"),
                cache -> cache.invalidateAllThreadLists(),
                cache -> cache.invalidateCategory("roses"),
                cache -> cache.invalidate(Invalidation.thread("root-rot")),
                ForumCacheService::invalidateEverything,
                cache -> cache.setThread("root-rot", Map.of("title", "Other")));
    }

    @Test
    void aHitThatIsDrawnForComparisonIsLeftToTheReadAndComparedOnce() {
        cache.setThread("root-rot", Map.of("title", "Root rot"));
        ForumCacheService inspected = inspected();

        Glance glance = inspected.glance(KEY);
        glance.handOn();
        CacheRead read = inspected.read(KEY, () -> Optional.of(Map.of("title", "Root rot")));

        assertThat(glance.answer()).isEmpty();
        assertThat(read.outcome()).isEqualTo(CacheOutcome.HIT);
        assertThat(inspected.stats().of(EntryKind.THREAD).hits()).isOne();
        assertThat(lookUps).hasValue(1);
        inspected.close();
    }

    @Test
    void aThreadThatBypassesTheCacheGetsNoAnswer() {
        ForumCacheService bypassed =
                ForumCacheService.builder(backend).bypassWhen(() -> true).build();
        cache.setThread("root-rot", Map.of("title", "Root rot"));

        Glance glance = bypassed.glance(KEY);
        glance.handOn();
        glance.takeBack();

        assertThat(glance.answer()).isEmpty();
        assertThat(lookUps).hasValue(0);
    }

    private ForumCacheService inspected() {
        return ForumCacheService.builder(backend).inspect(1).build();
    }

    /** Another backend, whose look-ups are counted. */
    private static final class CountedLookUps extends ForwardingBackend {
        private final AtomicInteger lookUps;

        CountedLookUps(CacheBackend backend, AtomicInteger lookUps) {
            super(backend);
            this.lookUps = lookUps;
        }

        @Override
        public Lookup find(EntryKey key) {
            lookUps.incrementAndGet();
            return super.find(key);
        }
    }
}
