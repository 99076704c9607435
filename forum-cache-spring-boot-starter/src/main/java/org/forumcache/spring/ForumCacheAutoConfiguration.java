package org.forumcache.spring;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.observation.ObservationRegistry;
import org.forumcache.CacheBackend;
import org.forumcache.DocumentVersion;
import org.forumcache.EmbeddedBackend;
import org.forumcache.EntryKind;
import org.forumcache.ForumCacheBuilder;
import org.forumcache.ForumCacheService;
import org.forumcache.ForumEvent;
import org.forumcache.Invalidation;
import org.forumcache.JacksonCodec;
import org.forumcache.redis.Fence;
import org.forumcache.redis.NearBackend;
import org.forumcache.redis.NearSettings;
import org.forumcache.redis.RedisBackend;
import org.forumcache.redis.RedisSettings;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/**
 * The application's {@link ForumCacheService}, as the settings {@code forum.cache.*} describe it.
 *
 * <p>A {@link CacheBackend} or {@link ForumCacheService} bean of the application replaces the one made here; a
 * {@link ForumCacheCustomizer} changes it. Documents are written by the application's {@link JsonMapper}, if it has one.
 * Where hits are compared with the database, a {@link DocumentVersion} bean says what of a document is compared.
 *
 * <p>A {@link ForumEvent} or {@link Invalidation} published through Spring's
 * {@link org.springframework.context.ApplicationEventPublisher} inside a transaction is applied after the commit and
 * before the transactional method's caller goes on; not at all after a rollback; at once outside a transaction.
 *
 * <p>A thread inside a transaction that is not read-only bypasses the cache both ways: it may see changes of its own
 * that are not committed, and whether it has made any cannot be told. Loads whose answers are stored run in a new
 * read-only transaction of the application's only (or primary) transaction manager. If it has several, loads run in the
 * reader's own transaction, and every transaction bypasses the cache: its snapshot may be older than a lease.
 *
 * <p>With transactions on the class path, an expired document is served in place of a load only if that failed because
 * the database is {@linkplain DatabaseFaults away}; without, in place of any load that failed.
 */
@AutoConfiguration
@EnableConfigurationProperties(ForumCacheProperties.class)
public final class ForumCacheAutoConfiguration {
    private static final String REDIS_BACKEND = "forumCacheRedisBackend";

    @Bean
    @ConditionalOnMissingBean({CacheBackend.class, ForumCacheService.class})
    EmbeddedBackend forumCacheBackend(ForumCacheProperties properties) {
        if (properties.backend() == ForumCacheProperties.Backend.REDIS) {
            throw new InvalidConfigurationPropertyValueException(
                    "forum.cache.backend",
                    "redis",
                    "the Redis backend is not on the class path; add the dependency org.forumcache:forum-cache-redis,"
                            + " set it to embedded, or define a bean of type " + CacheBackend.class.getName());
        }
        long maxSize = properties.embedded().maxSize().toBytes();
        return properties.embedded().compress()
                ? EmbeddedBackend.compressedWithMaxSize(maxSize)
                : EmbeddedBackend.withMaxSize(maxSize);
    }

    @Bean
    @ConditionalOnMissingBean
    ForumCacheService forumCacheService(
            CacheBackend backend,
            ForumCacheProperties properties,
            BeanFactory beans,
            ObjectProvider<JsonMapper> mapper,
            ObjectProvider<ForumCacheCustomizer> customizers) {
        requireFence(backend, properties, beans);
        ForumCacheBuilder builder = ForumCacheService.builder(backend)
                .ttl(EntryKind.THREAD, properties.thread().ttl())
                .ttl(EntryKind.LIST, properties.list().ttl())
                .ttl(EntryKind.CATEGORY, properties.category().ttl())
                .absentTtl(properties.absent().ttl())
                .admitLists(properties.listAdmission());
        mapper.ifUnique(unique -> builder.codec(new JacksonCodec(unique)));
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return builder.build();
    }

    @Bean
    PendingInvalidations forumCachePendingInvalidations(ForumCacheService cache) {
        return new PendingInvalidations(cache, System::nanoTime);
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    ForumCacheCustomizer forumCacheInspector(
            ForumCacheProperties properties, ObjectProvider<DocumentVersion> versions) {
        return builder -> {
            builder.inspect(properties.inspector().sampleRate());
            versions.ifUnique(builder::inspectBy);
        };
    }

    /** A backend of the application's own cannot be seen to be fenced. */
    private static void requireFence(CacheBackend backend, ForumCacheProperties properties, BeanFactory beans) {
        if (properties.strict() && !(backend instanceof EmbeddedBackend) && !beans.containsBean(REDIS_BACKEND)) {
            throw unfenced("with a backend of the application's own, which is a "
                    + backend.getClass().getName() + "; remove this setting, or the backend");
        }
    }

    private static InvalidConfigurationPropertyValueException unfenced(String reason) {
        return new InvalidConfigurationPropertyValueException(
                "forum.cache.strict", "true", "the cache cannot be strict " + reason);
    }

    /** The backend in Redis, where its module is on the class path; without the module nothing here is loaded. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(RedisBackend.class)
    @Conditional(RedisIsChosen.class)
    static class WithRedis {
        @Bean(REDIS_BACKEND)
        @ConditionalOnMissingBean({CacheBackend.class, ForumCacheService.class})
        CacheBackend forumCacheRedisBackend(
                ForumCacheProperties properties, ObjectProvider<SslBundles> bundles, ObjectProvider<Fence> fences) {
            RedisSettings settings = new RedisSettingsFactory(properties.redis(), bundles.getIfAvailable()).settings();
            NearSettings near = properties.near().enabled() ? nearSettings(properties.near()) : null;
            RedisBackend redis =
                    RedisBackend.connect(properties.strict() ? settings.fencedBy(fence(fences)) : settings);
            return near == null ? redis : NearBackend.over(redis, near);
        }

        private static NearSettings nearSettings(ForumCacheProperties.Near near) {
            try {
                return new NearSettings(near.maxSize().toBytes(), near.maxSilence());
            } catch (IllegalArgumentException e) {
                // The size has been checked with all other settings.
                throw new UnfitSettingException("forum.cache.near.max-silence", e);
            }
        }

        private static Fence fence(ObjectProvider<Fence> fences) {
            Fence fence = fences.getIfAvailable();
            if (fence == null) {
                throw unfenced("without a database that invalidations are recorded in: one data source, one transaction"
                        + " manager, spring-jdbc on the class path, and forum.cache.durable=true");
            }
            return fence;
        }
    }

    /** Whether the settings ask for Redis. */
    static final class RedisIsChosen implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            try {
                return Binder.get(context.getEnvironment())
                        .bind("forum.cache.backend", ForumCacheProperties.Backend.class)
                        .map(ForumCacheProperties.Backend.REDIS::equals)
                        .orElse(false);
            } catch (BindException e) {
                // Reported with all other settings, when they are read.
                return false;
            }
        }
    }

    /** What needs transactions on the class path. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({PlatformTransactionManager.class, TransactionSynchronizationManager.class})
    static class WithTransactions {

        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        ForumCacheCustomizer forumCacheTransactions(ObjectProvider<PlatformTransactionManager> managers) {
            PlatformTransactionManager manager = managers.getIfUnique();
            return manager == null
                    ? builder -> builder.bypassWhen(TransactionSynchronizationManager::isActualTransactionActive)
                    : builder -> builder.bypassWhen(TransactionalInvalidations::mayHaveWritten)
                            .loadsIn(new FreshTransaction(manager));
        }

        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        ForumCacheCustomizer forumCacheStaleAnswers() {
            return builder -> builder.staleIf(DatabaseFaults::passing);
        }

        @Bean
        InvalidationEvents forumCacheInvalidationEvents(
                ForumCacheService cache, ForumCacheProperties properties, ObjectProvider<InvalidationRecords> records) {
            return new InvalidationEvents(new TransactionalInvalidations(
                    cache,
                    records.getIfAvailable(() -> InvalidationRecords.NONE),
                    properties.strict() ? WithTransactions::refuse : WithTransactions::acknowledge)::add);
        }

        /** What the backend does not have stays with the cache and in the record. */
        private static void acknowledge(Invalidation undelivered) {}

        private static void refuse(Invalidation undelivered) {
            throw new UnconfirmedWriteException(undelivered);
        }
    }

    /** What stands in for transactions where they are not on the class path. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingClass("org.springframework.transaction.support.TransactionSynchronizationManager")
    static class WithoutTransactions {

        @Bean
        InvalidationEvents forumCacheInvalidationEvents(ForumCacheService cache) {
            return new InvalidationEvents(cache::invalidate);
        }
    }

    /** What needs an actuator on the class path. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
    static class WithActuator {

        @Bean
        @ConditionalOnAvailableEndpoint
        ForumCacheEndpoint forumCacheEndpoint(ForumCacheService cache, PendingInvalidations pending) {
            return new ForumCacheEndpoint(cache, pending);
        }

        @Bean
        SanitizingFunction forumCacheSanitizingFunction() {
            return data -> data.getValue() instanceof CharSequence text
                    ? data.withValue(Credentials.hiddenIn(text.toString()))
                    : data;
        }
    }

    /** What needs meters on the class path. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterBinder.class)
    static class WithMeters {

        @Bean
        CacheMeters forumCacheMeters(ForumCacheService cache, PendingInvalidations pending) {
            return new CacheMeters(cache, pending);
        }
    }

    /** What needs observations on the class path. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ObservationRegistry.class)
    static class WithObservations {

        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        ForumCacheCustomizer forumCacheObservations(ObjectProvider<ObservationRegistry> registries) {
            return builder -> registries.ifUnique(registry -> builder.observeBy(new ObservedReads(registry)));
        }
    }

    /** What needs health on the class path. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
    static class WithHealth {

        @Bean
        @ConditionalOnEnabledHealthIndicator("forumcache")
        ForumCacheHealth forumCacheHealthIndicator(ForumCacheService cache, PendingInvalidations pending) {
            return new ForumCacheHealth(cache, pending);
        }
    }
}
