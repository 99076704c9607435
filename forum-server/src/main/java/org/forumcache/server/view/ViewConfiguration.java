package org.forumcache.server.view;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The wiring of view counts. */
@Configuration(proxyBeanMethods = false)
class ViewConfiguration {
    /** Some 20 MB when full. */
    private static final int MAX_THREADS = 100_000;

    @Bean
    ViewCounter viewCounter() {
        return new ViewCounter(MAX_THREADS);
    }
}
