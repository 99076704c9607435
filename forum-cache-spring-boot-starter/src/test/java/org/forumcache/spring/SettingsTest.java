package org.forumcache.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.forumcache.CacheBackend;
import org.forumcache.EmbeddedBackend;
import org.forumcache.ListAdmission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

@ExtendWith(OutputCaptureExtension.class)
class SettingsTest {
    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ForumCacheAutoConfiguration.class));

    @Test
    void everySettingHasItsDefault() {
        runner.run(context -> {
            ForumCacheProperties settings = context.getBean(ForumCacheProperties.class);

            assertThat(settings.backend()).isEqualTo(ForumCacheProperties.Backend.EMBEDDED);
            assertThat(settings.embedded().maxSize()).isEqualTo(DataSize.ofMegabytes(256));
            assertThat(settings.embedded().compress()).isTrue();
            assertThat(settings.redis().uri()).isEqualTo("redis://127.0.0.1:6379");
            assertThat(settings.redis().timeout()).isEqualTo(Duration.ofMillis(50));
            assertThat(settings.redis().schema()).isEmpty();
            assertThat(settings.redis().sslBundle()).isEmpty();
            assertThat(settings.near())
                    .isEqualTo(new ForumCacheProperties.Near(false, DataSize.ofMegabytes(64), Duration.ofMillis(250)));
            assertThat(settings.strict()).isFalse();
            assertThat(settings.thread().ttl()).isEqualTo(Duration.ofHours(1));
            assertThat(settings.list().ttl()).isEqualTo(Duration.ofHours(6));
            assertThat(settings.category().ttl()).isEqualTo(Duration.ofHours(24));
            assertThat(settings.absent().ttl()).isEqualTo(Duration.ofSeconds(30));
            assertThat(settings.inspector().sampleRate()).isZero();
            assertThat(settings.filter().enabled()).isTrue();
        });
    }

    @Test
    void rareListsAreKeptOutOfRedisUnlessToldOtherwise() {
        runner.run(context -> assertThat(
                        context.getBean(ForumCacheProperties.class).listAdmission())
                .isEqualTo(ListAdmission.ALWAYS));
        ApplicationContextRunner withRedis = runner.withBean(
                        CacheBackend.class, () -> EmbeddedBackend.withMaxSize(EmbeddedBackend.DEFAULT_MAX_SIZE))
                .withPropertyValues("forum.cache.backend=redis");
        withRedis.run(context -> assertThat(
                        context.getBean(ForumCacheProperties.class).listAdmission())
                .isEqualTo(ListAdmission.RARE_WHEN_ASKED_AGAIN));
        withRedis
                .withPropertyValues("forum.cache.list.admission=always")
                .run(context -> assertThat(
                                context.getBean(ForumCacheProperties.class).listAdmission())
                        .isEqualTo(ListAdmission.ALWAYS));
        runner.withPropertyValues("forum.cache.list.admission=rare-when-asked-again")
                .run(context -> assertThat(
                                context.getBean(ForumCacheProperties.class).listAdmission())
                        .isEqualTo(ListAdmission.RARE_WHEN_ASKED_AGAIN));
    }

    @Test
    void everySettingIsRead() {
        runner.withPropertyValues(
                        "forum.cache.backend=Embedded",
                        "forum.cache.embedded.max-size=1MB",
                        "forum.cache.redis.uri=rediss://u:p@a:1,rediss://b:2",
                        "forum.cache.redis.timeout=1ms",
                        "forum.cache.redis.schema=v2",
                        "forum.cache.redis.ssl-bundle=redis",
                        "forum.cache.near.enabled=false",
                        "forum.cache.near.max-size=2MB",
                        "forum.cache.near.max-silence=1s",
                        "forum.cache.strict=true",
                        "forum.cache.durable=false",
                        "forum.cache.thread.ttl=1m",
                        "forum.cache.list.ttl=2m",
                        "forum.cache.category.ttl=3m",
                        "forum.cache.absent.ttl=4ms",
                        "forum.cache.inspector.sample-rate=0.25",
                        "forum.cache.filter.enabled=false")
                .run(context -> assertThat(context.getBean(ForumCacheProperties.class))
                        .isEqualTo(new ForumCacheProperties(
                                ForumCacheProperties.Backend.EMBEDDED,
                                new ForumCacheProperties.Embedded(DataSize.ofMegabytes(1), true),
                                new ForumCacheProperties.Redis(
                                        "rediss://u:p@a:1,rediss://b:2", Duration.ofMillis(1), "v2", "redis"),
                                new ForumCacheProperties.Near(false, DataSize.ofMegabytes(2), Duration.ofSeconds(1)),
                                true,
                                false,
                                new ForumCacheProperties.ThreadPage(Duration.ofMinutes(1)),
                                new ForumCacheProperties.ListPage(Duration.ofMinutes(2), null),
                                new ForumCacheProperties.CategoryPage(Duration.ofMinutes(3)),
                                new ForumCacheProperties.Absence(Duration.ofMillis(4)),
                                new ForumCacheProperties.Inspector(0.25),
                                new ForumCacheProperties.Filter(false))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            embedded.max-size     | 1023KB  | at least 1MB
            embedded.max-size     | -1MB    | at least 1MB
            near.max-size         | 0       | at least 1MB
            near.max-silence      | 0ms     | longer than zero
            thread.ttl            | 0s      | longer than zero
            list.ttl              | -1h     | longer than zero
            category.ttl          | 0       | longer than zero
            absent.ttl            | -30s    | longer than zero
            inspector.sample-rate | 1.01    | from 0 to 1
            inspector.sample-rate | -0.1    | from 0 to 1
            inspector.sample-rate | NaN     | from 0 to 1
            near.enabled          | true    | stands in front of Redis
            backend               | memcached | write embedded or redis
            embedded.max-size     | big     | write a number and a unit, such as 64MB
            near.max-size         | 64 megs | write a number and a unit, such as 64MB
            thread.ttl            | 1 hour  | such as 50ms, 30s, 5m or 1h
            list.ttl              | soon    | such as 50ms, 30s, 5m or 1h
            near.enabled          | maybe   | write true or false
            strict                | very    | write true or false
            inspector.sample-rate | 1%      | write a number, such as 0.01
            """)
    void badValueStopsTheStartWithItsNameAndTheRemedy(String name, String value, String remedy) {
        String message = startupMessage(name + "=" + value);

        assertThat(message)
                .contains("forum.cache." + name + " = " + value + ": ")
                .contains(remedy);
    }

    @Test
    void allSettingsThatAreOutOfRangeAreNamedAtOnce() {
        String message = startupMessage("thread.ttl=0s", "embedded.max-size=1KB");

        assertThat(message).contains("forum.cache.thread.ttl = 0s").contains("forum.cache.embedded.max-size = 1KB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"thread.tll=1h", "bakend=embedded", "near.enable=false"})
    void misspeltSettingStopsTheStartAndIsNamed(String setting) {
        String message = startupMessage(setting);

        String name = setting.substring(0, setting.indexOf('='));
        assertThat(message).contains("forum.cache." + name + ": is no setting; check its spelling");
    }

    @Test
    void messageTellsWhereTheSettingWasMade(CapturedOutput output) {
        SpringApplication application = new SpringApplication(Application.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setBannerMode(Banner.Mode.OFF);

        assertThatThrownBy(() -> application.run("--forum.cache.thread.ttl=0s"));

        assertThat(output)
                .contains("forum.cache.thread.ttl = 0s: must be longer than zero")
                .contains("at \"forum.cache.thread.ttl\" from property source \"commandLineArgs\"");
    }

    @Test
    void strictIsRefusedWithABackendThatHasNoFence() {
        ApplicationContextRunner withOwnBackend =
                runner.withBean("ownBackend", RecordingBackend.class, RecordingBackend::new);

        String message = FailedStart.message(withOwnBackend, "strict=true");

        assertThat(message)
                .contains("forum.cache.strict", "'true'")
                .contains("with a backend of the application's own");
    }

    @Test
    void strictIsRefusedWithRedisButNoDatabaseBeforeItIsConnectedTo() {
        String message = startupMessage("backend=redis", "redis.uri=redis://no-such-host.invalid", "strict=true");

        assertThat(message)
                .contains("forum.cache.strict", "'true'")
                .contains("one data source, one transaction manager")
                .contains("forum.cache.durable=true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis=redis://me:s3cret@127.0.0.1",
                "redis.url=redis://me:s3cret@127.0.0.1",
                "redis.password=s3cret",
                "backend=redis://:s3cret@127.0.0.1",
                "redis.timeout=redis://:s3cret@127.0.0.1",
                "embedded.max-size=me:s3cret@127.0.0.1",
            })
    void secretInTheWrongPlaceIsNotRepeated(String setting, CapturedOutput output) {
        String message = startupMessage(setting);

        assertThat(message)
                .contains("forum.cache." + setting.substring(0, setting.indexOf('=')))
                .doesNotContain("s3cret");
        assertThat(output).doesNotContain("s3cret");
    }

    @Test
    void settingsAsTextDoNotContainTheUri() {
        runner.withPropertyValues("forum.cache.redis.uri=redis://me:s3cret@127.0.0.1")
                .run(context -> assertThat(context.getBean(ForumCacheProperties.class))
                        .asString()
                        .contains("timeout=PT0.05S")
                        .doesNotContain("s3cret"));
    }

    private String startupMessage(String... settings) {
        return FailedStart.message(runner, settings);
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(ForumCacheAutoConfiguration.class)
    static class Application {}
}
