package org.forumcache.server;

import org.forumcache.EntryKey;
import org.forumcache.Invalidation;
import org.forumcache.server.thread.ThreadListKeys;
import org.forumcache.server.thread.ThreadViews;
import org.forumcache.spring.CachedRoute;
import org.forumcache.spring.CachedRoutes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The reads whose hits are answered ahead of the controllers. Public reads never look at a token. */
@Configuration(proxyBeanMethods = false)
class PublicReads {

    @Bean
    CachedRoutes cachedRoutes(ThreadViews views) {
        return CachedRoutes.of(
                CachedRoute.thread("/api/threads/{slug}").onHit(views::viewed).ignoringAuthorization(),
                CachedRoute.list("/api/threads", ThreadListKeys::of).ignoringAuthorization(),
                CachedRoute.category("/api/categories/{slug}").ignoringAuthorization(),
                CachedRoute.of("/api/categories", EntryKey.category(Invalidation.ALL))
                        .ignoringAuthorization());
    }
}
