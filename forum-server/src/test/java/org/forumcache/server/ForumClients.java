package org.forumcache.server;

import org.forumcache.ForumCacheService;
import org.forumcache.server.user.Users;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;

/** Gives tests the running forum, and chance that they can force. */
@TestConfiguration(proxyBeanMethods = false)
class ForumClients {

    @Bean
    Forum forum(Environment environment, ForumCacheService cache, Users users, ObjectProvider<CachePlace> ownPlace) {
        return new Forum(environment, ownPlace.getIfAvailable(() -> CachePlace.of(cache)), users);
    }

    @Bean
    @Primary
    ForcedRandom forcedRandom() {
        return new ForcedRandom();
    }
}
