package org.forumcache.server.demo;

import org.forumcache.spring.ForumCacheCustomizer;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Has a few hits of the demo forum compared with the database, unless a setting says how many are to be. */
@Configuration(proxyBeanMethods = false)
class DemoInspection {
    private static final double SHARE = 0.01;

    @Bean
    ForumCacheCustomizer inspectionOfTheDemo(
            DemoSettings settings, DemoRepository repository, Environment environment) {
        return builder -> {
            boolean decided = Binder.get(environment)
                    .bind("forum.cache.inspector.sample-rate", Double.class)
                    .isBound();
            if (!decided && repository.willShowDemo(settings)) {
                builder.inspect(SHARE);
            }
        };
    }
}
