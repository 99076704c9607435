package org.forumcache.server;

import org.forumcache.redis.server.RedisServer;
import org.junit.jupiter.api.Nested;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** The whole contract with the cache in Redis. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:forum-on-redis;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=1500",
            "forum.demo.enabled=false",
            "forum.cache.backend=redis",
            // What is tested is what is cached, not what happens on a machine that is too busy.
            "forum.cache.redis.timeout=5s"
        })
@Import({ForumClients.class, ForumOnRedisIT.InRedis.class})
class ForumOnRedisIT {

    @TestConfiguration(proxyBeanMethods = false)
    static class InRedis {

        @Bean
        RedisServer redisServer() {
            return RedisServer.open();
        }

        @Bean
        DynamicPropertyRegistrar redisUri(RedisServer server) {
            return properties -> properties.add("forum.cache.redis.uri", server::uri);
        }

        @Bean
        CachePlace redisPlace(RedisServer server) {
            return new RedisPlace(server);
        }
    }

    @Nested
    class Reads extends ReadsContract {}

    @Nested
    class Writes extends WritesContract {}

    @Nested
    class Freshness extends FreshnessContract {}

    @Nested
    class Revalidation extends RevalidationContract {}

    @Nested
    class BadInput extends BadInputContract {}

    @Nested
    class Refusals extends RefusalsContract {}

    @Nested
    class Races extends RacesContract {}
}
