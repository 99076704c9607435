package org.forumcache.spring;

import java.util.function.Consumer;
import org.forumcache.ForumEvent;
import org.forumcache.Invalidation;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.core.Ordered;

/**
 * Hears every {@link ForumEvent} and {@link Invalidation} that the application publishes.
 *
 * <p>It runs in the publisher's thread, even where events are multicast asynchronously, because that thread has the
 * transaction; and before other listeners, because one that throws would silence it.
 */
final class InvalidationEvents implements ApplicationListener<PayloadApplicationEvent<?>>, Ordered {
    private final Consumer<Invalidation> heard;

    InvalidationEvents(Consumer<Invalidation> heard) {
        this.heard = heard;
    }

    @Override
    public void onApplicationEvent(PayloadApplicationEvent<?> event) {
        if (event.getPayload() instanceof ForumEvent happened) {
            heard.accept(Invalidation.of(happened));
        } else if (event.getPayload() instanceof Invalidation invalidation) {
            heard.accept(invalidation);
        }
    }

    @Override
    public boolean supportsAsyncExecution() {
        return false;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
