package org.forumcache.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.forumcache.CacheBackend;
import org.forumcache.ForumEvent;
import org.forumcache.Invalidation;
import org.junit.jupiter.api.Test;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.core.Ordered;

class InvalidationEventsTest {
    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withBean("ownBackend", CacheBackend.class, RecordingBackend::new)
            .withConfiguration(AutoConfigurations.of(ForumCacheAutoConfiguration.class));

    @Test
    void everyKindOfEventIsAppliedAtOnceOutsideATransaction() {
        ForumEvent moved = new ForumEvent.ThreadMoved("ficus", "plants", "trees");
        runner.run(context -> {
            context.publishEvent(moved);
            context.publishEvent(Invalidation.category("plants"));
            context.publishEvent("no business of ours");

            assertThat(context.getBean(RecordingBackend.class).invalidations())
                    .containsExactly(Invalidation.of(moved), Invalidation.category("plants"));
        });
    }

    @Test
    void eventIsAppliedAtOnceWithoutTransactionsOnTheClassPath() {
        runner.withClassLoader(new FilteredClassLoader("org.springframework.transaction"))
                .run(context -> {
                    context.publishEvent(new ForumEvent.ReactionAdded("ficus"));

                    assertThat(context.getBean(RecordingBackend.class).invalidations())
                            .containsExactly(Invalidation.thread("ficus"));
                });
    }

    @Test
    void eventIsHeardInThePublishersThreadEvenIfEventsAreMulticastAsynchronously() {
        runner.withBean(
                        "applicationEventMulticaster",
                        SimpleApplicationEventMulticaster.class,
                        InvalidationEventsTest::neverRunning)
                .run(context -> {
                    context.publishEvent(Invalidation.thread("ficus"));

                    assertThat(context.getBean(RecordingBackend.class).invalidations())
                            .hasSize(1);
                });
    }

    @Test
    void eventIsHeardAlthoughAnotherListenerThrows() {
        runner.withBean(ThrowingListener.class).run(context -> {
            try {
                context.publishEvent(new ForumEvent.ReactionAdded("ficus"));
            } catch (IllegalStateException expected) {
                assertThat(expected).hasMessage("listener is broken");
            }

            assertThat(context.getBean(RecordingBackend.class).invalidations()).hasSize(1);
        });
    }

    @Test
    void eventIsHeardInALazilyInitializedApplication() {
        runner.withInitializer(context ->
                        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
                .run(context -> {
                    context.publishEvent(new ForumEvent.ReactionAdded("ficus"));

                    assertThat(context.getBean(RecordingBackend.class).invalidations())
                            .hasSize(1);
                });
    }

    private static SimpleApplicationEventMulticaster neverRunning() {
        SimpleApplicationEventMulticaster multicaster = new SimpleApplicationEventMulticaster();
        multicaster.setTaskExecutor(task -> {});
        return multicaster;
    }

    static final class ThrowingListener implements ApplicationListener<PayloadApplicationEvent<?>>, Ordered {
        @Override
        public int getOrder() {
            return HIGHEST_PRECEDENCE + 1;
        }

        @Override
        public void onApplicationEvent(PayloadApplicationEvent<?> event) {
            throw new IllegalStateException("listener is broken");
        }
    }
}
