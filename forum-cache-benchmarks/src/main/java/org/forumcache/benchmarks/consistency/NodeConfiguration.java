package org.forumcache.benchmarks.consistency;

import java.time.Duration;
import org.forumcache.spring.ForumCacheCustomizer;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A node's application: all that the starter makes, with leases so short that some end before their loads. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class NodeConfiguration {
    static final Duration LEASE_LIFE = Duration.ofSeconds(1);

    @Bean
    ForumCacheCustomizer forumCacheShortLeases() {
        return builder -> builder.leaseLife(LEASE_LIFE);
    }
}
