package org.forumcache.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.ObservationView;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.forumcache.EntryKey;
import org.forumcache.ForumCacheService;
import org.forumcache.ReadObserver;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ObservedReadsTest {
    private static final EntryKey KEY = EntryKey.thread("ficus");

    private final ObservationRegistry registry = ObservationRegistry.create();
    private final Recorder recorder = new Recorder();

    /** A cache as an application with this registry gets it. */
    private void withCache(Consumer<ForumCacheService> test) {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ForumCacheAutoConfiguration.class))
                .withBean(ObservationRegistry.class, () -> registry)
                .run(context -> test.accept(context.getBean(ForumCacheService.class)));
    }

    private void inRequest(Runnable work) {
        Observation.createNotStarted("request", registry).observe(work);
    }

    @Test
    void theStepsOfAReadAreChildrenOfItsRequest() {
        registry.observationConfig().observationHandler(recorder);

        withCache(cache -> inRequest(() -> cache.read(KEY, () -> Optional.of("a thread"))));

        assertThat(recorder.stopped)
                .containsExactly(
                        "cache look-up of thread in request",
                        "cache load of thread in request",
                        "cache fill of thread in request",
                        "request");
    }

    @Test
    void aLoadThatFailsIsAStepThatFailed() {
        registry.observationConfig().observationHandler(recorder);

        withCache(cache -> assertThatIllegalStateException()
                .isThrownBy(() -> inRequest(() -> cache.read(KEY, () -> {
                    throw new IllegalStateException("away");
                }))));

        assertThat(recorder.stopped).contains("cache load of thread in request: away");
    }

    @Test
    void whatALoaderObservesIsAChildOfTheLoad() {
        registry.observationConfig().observationHandler(recorder);

        withCache(cache -> inRequest(() -> cache.read(KEY, () -> {
            Observation.createNotStarted("query", registry).observe(() -> {});
            return Optional.of("a thread");
        })));

        assertThat(recorder.stopped).contains("query in cache load");
    }

    @Test
    void aReadOutsideOfAnyObservationIsNotTold() {
        registry.observationConfig().observationHandler(recorder);

        withCache(cache -> cache.read(KEY, () -> Optional.of("a thread")));

        assertThat(recorder.stopped).isEmpty();
    }

    @Test
    void withoutAnyoneToTellNothingIsMade() {
        ReadObserver reads = new ObservedReads(registry);

        ReadObserver.Running one = reads.begin(ReadObserver.Step.LOOK_UP, KEY);
        ReadObserver.Running other = reads.begin(ReadObserver.Step.LOAD, KEY);

        assertThat(one).isSameAs(other);
        one.failed(new IllegalStateException());
        one.close();
    }

    /** What ended, and inside of what. */
    private static final class Recorder implements ObservationHandler<Observation.Context> {
        private final List<String> stopped = new ArrayList<>();

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }

        @Override
        public void onStop(Observation.Context context) {
            stopped.add(name(context) + kind(context) + parent(context) + error(context));
        }

        private static String name(Observation.ContextView context) {
            return context.getContextualName() == null
                    ? Objects.requireNonNull(context.getName())
                    : context.getContextualName();
        }

        private static String kind(Observation.Context context) {
            return context.getLowCardinalityKeyValue("cache") == null
                    ? ""
                    : " of "
                            + Objects.requireNonNull(context.getLowCardinalityKeyValue("cache"))
                                    .getValue();
        }

        private static String parent(Observation.Context context) {
            ObservationView parent = context.getParentObservation();
            return parent == null ? "" : " in " + name(parent.getContextView());
        }

        private static String error(Observation.Context context) {
            return context.getError() == null ? "" : ": " + context.getError().getMessage();
        }
    }
}
