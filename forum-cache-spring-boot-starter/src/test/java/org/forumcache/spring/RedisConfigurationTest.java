package org.forumcache.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.forumcache.CacheBackend;
import org.forumcache.EmbeddedBackend;
import org.forumcache.ForumCacheService;
import org.forumcache.redis.RedisBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** When there is a backend in Redis, and what its settings may be; nothing here connects to one. */
@ExtendWith(OutputCaptureExtension.class)
class RedisConfigurationTest {
    private static final ClassLoader WITHOUT_REDIS =
            new FilteredClassLoader("org.forumcache.redis", "io.lettuce", "io.netty", "reactor");

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, ForumCacheAutoConfiguration.class));

    @Test
    void moduleOnTheClassPathAloneChangesNothing() {
        runner.run(context -> {
            assertThat(context).hasSingleBean(CacheBackend.class).hasSingleBean(EmbeddedBackend.class);
            assertThat(context).doesNotHaveBean(RedisBackend.class);
        });
    }

    @Test
    void nothingOfRedisIsNeededWithoutIt() {
        runner.withClassLoader(WITHOUT_REDIS).run(context -> assertThat(context).hasSingleBean(EmbeddedBackend.class));
    }

    @Test
    void missingModuleStopsTheStartWithTheDependencyToAdd() {
        String message = FailedStart.message(runner.withClassLoader(WITHOUT_REDIS), "backend=redis");

        assertThat(message)
                .contains("forum.cache.backend", "'redis'")
                .contains("add the dependency org.forumcache:forum-cache-redis");
    }

    @Test
    void ownBackendIsUsedAndRedisNotConnectedTo() {
        runner.withBean("ownBackend", CacheBackend.class, RecordingBackend::new)
                .withPropertyValues("forum.cache.backend=redis", "forum.cache.redis.uri=unfit")
                .run(context -> assertThat(context)
                        .hasSingleBean(ForumCacheService.class)
                        .doesNotHaveBean(RedisBackend.class));
    }

    @Test
    void ownServiceIsUsedAndRedisNotConnectedTo() {
        runner.withBean("ownCache", ForumCacheService.class, ForumCacheService::embedded)
                .withPropertyValues("forum.cache.backend=redis", "forum.cache.redis.uri=unfit")
                .run(context -> assertThat(context)
                        .hasSingleBean(ForumCacheService.class)
                        .doesNotHaveBean(CacheBackend.class));
    }

    @Test
    void unfitSettingsOfRedisSayNothingWithoutIt() {
        runner.withPropertyValues(
                        "forum.cache.redis.uri=unfit",
                        "forum.cache.redis.timeout=-1s",
                        "forum.cache.redis.ssl-bundle=unknown")
                .run(context -> assertThat(context).hasSingleBean(EmbeddedBackend.class));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            uri        | ''                | the Redis URI is empty; write redis://
            uri        | localhost:6379    | does not begin with a scheme that is known; write redis://
            timeout    | 0ms               | must be more than zero, and at most
            timeout    | -1ms              | must be more than zero, and at most
            timeout    | 11s               | must be more than zero, and at most
            schema     | a-very-long-name-a-very-long-name-a-very-long-name-a-very-long-name | at most 64
            ssl-bundle | redis             | a bundle is used with TLS only
            """)
    void unfitSettingStopsTheStartWithItsNameAndTheRemedy(String name, String value, String remedy) {
        String message = FailedStart.message(runner, "backend=redis", "redis." + name + "=" + value);

        assertThat(message)
                .contains("Forum Cache cannot start with these settings:")
                .contains("forum.cache.redis." + name + ": ")
                .contains(remedy)
                .contains("at \"forum.cache.redis." + name + "\" from property source");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1ms", "11s"})
    void aSilenceTooShortOrTooLongStopsTheStart(String silence) {
        String message =
                FailedStart.message(runner, "backend=redis", "near.enabled=true", "near.max-silence=" + silence);

        assertThat(message)
                .contains("forum.cache.near.max-silence: ")
                .contains("must be at least 10ms and at most 10s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis", "REDIS", " Redis ", "re-dis"})
    void nameOfTheBackendIsReadAsEverySettingIs(String redis) {
        String message = FailedStart.message(runner, "backend=" + redis, "redis.uri=");

        assertThat(message).contains("forum.cache.redis.uri: the Redis URI is empty");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://me:s3/cret@127.0.0.1",
                "redis://me:s3cret%zz@127.0.0.1",
                "redis-sentinel://me:s3cret@127.0.0.1",
                "redis:me:s3cret@127.0.0.1",
                "me:s3cret@127.0.0.1"
            })
    void passwordInAUriThatCannotBeReadIsNotRepeated(String uri, CapturedOutput output) {
        String message = FailedStart.message(runner, "backend=redis", "redis.uri=" + uri);

        assertThat(message).contains("forum.cache.redis.uri: the Redis URI").doesNotContain("s3");
        assertThat(output).doesNotContain("s3cret").doesNotContain("s3/cret");
    }

    @Test
    void unknownSslBundleStopsTheStartWithItsNameAndTheRemedy() {
        String message =
                FailedStart.message(runner, "backend=redis", "redis.uri=rediss://a", "redis.ssl-bundle=redis-tls");

        assertThat(message)
                .contains("forum.cache.redis.ssl-bundle: there is no SSL bundle redis-tls")
                .contains("define spring.ssl.bundle.pem.redis-tls.*");
    }

    @Test
    void sslBundleThatCannotBeReadStopsTheStart() {
        String message = FailedStart.message(
                runner.withPropertyValues(
                        "spring.ssl.bundle.pem.redis-tls.truststore.certificate=file:no-such-directory/ca.crt"),
                "backend=redis",
                "redis.uri=rediss://a",
                "redis.ssl-bundle=redis-tls");

        assertThat(message).contains("forum.cache.redis.ssl-bundle: this bundle cannot be used: ");
    }
}
