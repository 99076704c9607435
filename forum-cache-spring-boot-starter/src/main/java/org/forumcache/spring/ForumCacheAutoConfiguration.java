package org.forumcache.spring;

import org.forumcache.CacheBackend;
import org.forumcache.EmbeddedBackend;
import org.forumcache.EntryKind;
import org.forumcache.ForumCacheBuilder;
import org.forumcache.ForumCacheService;
import org.forumcache.JacksonCodec;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

/**
 * The application's {@link ForumCacheService}, as the settings {@code forum.cache.*} describe it.
 *
 * <p>A {@link CacheBackend} or {@link ForumCacheService} bean of the application replaces the one made here; a
 * {@link ForumCacheCustomizer} changes it. Documents are written by the application's {@link JsonMapper}, if it has one.
 */
@AutoConfiguration
@EnableConfigurationProperties(ForumCacheProperties.class)
public final class ForumCacheAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean({CacheBackend.class, ForumCacheService.class})
    CacheBackend forumCacheBackend(ForumCacheProperties properties) {
        if (properties.backend() == ForumCacheProperties.Backend.REDIS) {
            throw new InvalidConfigurationPropertyValueException(
                    "forum.cache.backend",
                    "redis",
                    "this version has no Redis backend; set it to embedded, or define a bean of type "
                            + CacheBackend.class.getName());
        }
        return EmbeddedBackend.withMaxSize(properties.embedded().maxSize().toBytes());
    }

    @Bean
    @ConditionalOnMissingBean
    ForumCacheService forumCacheService(
            CacheBackend backend,
            ForumCacheProperties properties,
            ObjectProvider<JsonMapper> mapper,
            ObjectProvider<ForumCacheCustomizer> customizers) {
        requireFence(backend, properties);
        ForumCacheBuilder builder = ForumCacheService.builder(backend)
                .ttl(EntryKind.THREAD, properties.thread().ttl())
                .ttl(EntryKind.LIST, properties.list().ttl())
                .ttl(EntryKind.CATEGORY, properties.category().ttl())
                .absentTtl(properties.absent().ttl());
        mapper.ifUnique(unique -> builder.codec(new JacksonCodec(unique)));
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return builder.build();
    }

    private static void requireFence(CacheBackend backend, ForumCacheProperties properties) {
        if (properties.strict() && !(backend instanceof EmbeddedBackend)) {
            throw new InvalidConfigurationPropertyValueException(
                    "forum.cache.strict",
                    "true",
                    "this version can be strict with the embedded backend only, not with "
                            + backend.getClass().getName() + "; remove this setting, or the backend");
        }
    }
}
