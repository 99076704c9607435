package org.forumcache.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.forumcache.CacheBackend;
import org.forumcache.EntryKey;
import org.forumcache.ForumCacheService;
import org.forumcache.spring.ForumCacheAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The page of meters lists every meter that a cache with everything switched on has, and no other. */
class MetersPageTest {
    /** An observation's meters cannot describe themselves, and a reader that waits or fails is not made here. */
    private static final String STEPS =
            "Steps of reads, see below; `step` may also be wait, and `error` the class of what a loader threw";

    @Test
    void thePageListsEveryMeterAsItIs() throws IOException {
        MeterRegistry meters = new SimpleMeterRegistry();
        ObservationRegistry observations = ObservationRegistry.create();
        observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));

        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ForumCacheAutoConfiguration.class))
                .withBean(CacheBackend.class, NearlyEverything::backend)
                .withBean(ObservationRegistry.class, () -> observations)
                .withPropertyValues("forum.cache.inspector.sample-rate=1")
                .run(context -> {
                    context.getBean(MeterBinder.class).bindTo(meters);
                    readEachKind(context.getBean(ForumCacheService.class), observations);
                });

        assertThat(meters.getMeters()).isNotEmpty();
        new GeneratedPart("metrics.md").mustBe(table(meters.getMeters()));
    }

    private static void readEachKind(ForumCacheService cache, ObservationRegistry observations) {
        for (String key : List.of("forum:thread:a", "forum:category:a", "forum:list:a:1:20:0123456789abcdef")) {
            Observation.createNotStarted("request", observations)
                    .observe(() -> cache.read(EntryKey.parse(key), () -> Optional.of("a document")));
        }
    }

    private static String table(List<Meter> meters) {
        Map<String, List<Meter>> byName = meters.stream()
                .filter(meter -> !meter.getId().getName().startsWith("request"))
                .collect(Collectors.groupingBy(meter -> meter.getId().getName(), TreeMap::new, Collectors.toList()));
        String rows = byName.values().stream().map(MetersPageTest::row).collect(Collectors.joining());
        return "| name | type | tags | unit | meaning |\n|---|---|---|---|---|\n" + rows;
    }

    private static String row(List<Meter> meters) {
        Meter.Id id = meters.get(0).getId();
        return "| `%s` | %s | %s | %s | %s |\n"
                .formatted(
                        id.getName(),
                        id.getType().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        tags(meters),
                        Objects.requireNonNullElse(id.getBaseUnit(), ""),
                        id.getName().startsWith("forum.cache.read.step") ? STEPS : id.getDescription());
    }

    private static String tags(List<Meter> meters) {
        Map<String, TreeSet<String>> values = new TreeMap<>();
        for (Meter meter : meters) {
            for (Tag tag : meter.getId().getTags()) {
                values.computeIfAbsent(tag.getKey(), key -> new TreeSet<>()).add(tag.getValue());
            }
        }
        return values.entrySet().stream()
                .map(tag -> "`%s` %s".formatted(tag.getKey(), String.join(", ", tag.getValue())))
                .collect(Collectors.joining("; "));
    }
}
