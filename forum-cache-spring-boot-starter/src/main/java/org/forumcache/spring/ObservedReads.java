package org.forumcache.spring;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Locale;
import org.forumcache.EntryKey;
import org.forumcache.ReadObserver;

/**
 * The steps of a read as observations, children of the one that is current: of the request, usually. A read outside of
 * any observation, such as the inspector's, is not told, and costs nothing.
 */
final class ObservedReads implements ReadObserver {
    private static final String NAME = "forum.cache.read.step";
    private static final Running UNOBSERVED = new Unobserved();

    private final ObservationRegistry registry;

    ObservedReads(ObservationRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Running begin(Step step, EntryKey key) {
        if (registry.isNoop() || registry.getCurrentObservation() == null) {
            return UNOBSERVED;
        }
        String label = label(step);
        Observation observation = Observation.createNotStarted(NAME, registry)
                .contextualName("cache " + label)
                .lowCardinalityKeyValue("cache", key.kind().label())
                .lowCardinalityKeyValue("step", label)
                .highCardinalityKeyValue("forum.cache.key", key.text())
                .start();
        return new Observed(observation, observation.openScope());
    }

    private static String label(Step step) {
        return step.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private record Observed(Observation observation, Observation.Scope scope) implements Running {
        @Override
        public void failed(Throwable failure) {
            observation.error(failure);
        }

        @Override
        public void close() {
            scope.close();
            observation.stop();
        }
    }

    private static final class Unobserved implements Running {
        @Override
        public void failed(Throwable failure) {}

        @Override
        public void close() {}
    }
}
