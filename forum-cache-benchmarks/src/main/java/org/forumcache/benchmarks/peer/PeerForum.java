package org.forumcache.benchmarks.peer;

import org.forumcache.spring.ForumCacheAutoConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cache.annotation.EnableCaching;

/**
 * The reads of the forum server without its cache: the cache is the one that {@code spring.cache.type} names.
 *
 * <p>It has less to do than the forum server: no access rules, no metrics, no entity tags, no view counts.
 */
@SpringBootApplication(
        exclude = ForumCacheAutoConfiguration.class,
        excludeName = "org.forumcache.spring.DurableInvalidationAutoConfiguration")
@EnableCaching
public class PeerForum {

    /** Starts it; settings come as {@code --name=value}. */
    public static void main(String[] arguments) {
        SpringApplication.run(PeerForum.class, arguments);
    }
}
