package org.forumcache.spring;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.util.unit.DataSize;

@ExtendWith(OutputCaptureExtension.class)
class SettingsTest {
    private static final FailureHandler IGNORE_THOSE_OF_MISSING_LIBRARIES = (type, name, failure) -> {};
    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ForumCacheAutoConfiguration.class));

    @Test
    void everySettingHasItsDefault() {
        runner.run(context -> {
            ForumCacheProperties settings = context.getBean(ForumCacheProperties.class);

            assertThat(settings.backend()).isEqualTo(ForumCacheProperties.Backend.EMBEDDED);
            assertThat(settings.embedded().maxSize()).isEqualTo(DataSize.ofMegabytes(256));
            assertThat(settings.redis().uri()).isEqualTo("redis://127.0.0.1:6379");
            assertThat(settings.redis().timeout()).isEqualTo(Duration.ofMillis(50));
            assertThat(settings.near())
                    .isEqualTo(new ForumCacheProperties.Near(false, DataSize.ofMegabytes(64), Duration.ofMillis(250)));
            assertThat(settings.strict()).isFalse();
            assertThat(settings.thread().ttl()).isEqualTo(Duration.ofHours(1));
            assertThat(settings.list().ttl()).isEqualTo(Duration.ofHours(6));
            assertThat(settings.category().ttl()).isEqualTo(Duration.ofHours(24));
            assertThat(settings.absent().ttl()).isEqualTo(Duration.ofSeconds(30));
            assertThat(settings.inspector().sampleRate()).isZero();
        });
    }

    @Test
    void everySettingIsRead() {
        runner.withPropertyValues(
                        "forum.cache.backend=Embedded",
                        "forum.cache.embedded.max-size=1MB",
                        "forum.cache.redis.uri=rediss://u:p@a:1,rediss://b:2",
                        "forum.cache.redis.timeout=1ms",
                        "forum.cache.near.enabled=false",
                        "forum.cache.near.max-size=2MB",
                        "forum.cache.near.max-silence=1s",
                        "forum.cache.strict=true",
                        "forum.cache.thread.ttl=1m",
                        "forum.cache.list.ttl=2m",
                        "forum.cache.category.ttl=3m",
                        "forum.cache.absent.ttl=4ms",
                        "forum.cache.inspector.sample-rate=0.0")
                .run(context -> assertThat(context.getBean(ForumCacheProperties.class))
                        .isEqualTo(new ForumCacheProperties(
                                ForumCacheProperties.Backend.EMBEDDED,
                                new ForumCacheProperties.Embedded(DataSize.ofMegabytes(1)),
                                new ForumCacheProperties.Redis("rediss://u:p@a:1,rediss://b:2", Duration.ofMillis(1)),
                                new ForumCacheProperties.Near(false, DataSize.ofMegabytes(2), Duration.ofSeconds(1)),
                                true,
                                new ForumCacheProperties.ThreadPage(Duration.ofMinutes(1)),
                                new ForumCacheProperties.ListPage(Duration.ofMinutes(2)),
                                new ForumCacheProperties.CategoryPage(Duration.ofMinutes(3)),
                                new ForumCacheProperties.Absence(Duration.ofMillis(4)),
                                new ForumCacheProperties.Inspector(0))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            embedded.max-size     | 1023KB  | at least 1MB
            embedded.max-size     | -1MB    | at least 1MB
            near.max-size         | 0       | at least 1MB
            near.max-silence      | 0ms     | longer than zero
            redis.timeout         | -1ms    | longer than zero
            thread.ttl            | 0s      | longer than zero
            list.ttl              | -1h     | longer than zero
            category.ttl          | 0       | longer than zero
            absent.ttl            | -30s    | longer than zero
            inspector.sample-rate | 1.01    | from 0 to 1
            inspector.sample-rate | -0.1    | from 0 to 1
            inspector.sample-rate | NaN     | from 0 to 1
            inspector.sample-rate | 0.01    | this version has no inspector; remove this setting
            inspector.sample-rate | 1       | this version has no inspector; remove this setting
            near.enabled          | true    | stands in front of Redis
            redis.uri             | ''      | such as redis://127.0.0.1:6379
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

        assertThat(message)
                .contains("forum.cache." + setting.replace("=", " = ") + ": is no setting; check its spelling");
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
    void redisIsRefusedWithTheRemedyAsThereIsNone() {
        String message = startupMessage("backend=redis");

        assertThat(message)
                .contains("forum.cache.backend", "'redis'")
                .contains("this version has no Redis backend; set it to embedded");
    }

    @Test
    void nearCacheIsRefusedWithRedisTooAsThereIsNone() {
        String message = startupMessage("backend=redis", "near.enabled=true");

        assertThat(message).contains("forum.cache.near.enabled = true: this version has no near cache");
    }

    @Test
    void strictIsRefusedWithABackendThatHasNoFence() {
        ApplicationContextRunner withOwnBackend =
                runner.withBean("ownBackend", RecordingBackend.class, RecordingBackend::new);

        String message = startupMessage(withOwnBackend, "strict=true");

        assertThat(message).contains("forum.cache.strict", "'true'").contains("with the embedded backend only");
    }

    private String startupMessage(String... settings) {
        return startupMessage(runner, settings);
    }

    private static String startupMessage(ApplicationContextRunner runner, String... settings) {
        StringBuilder message = new StringBuilder();
        MockEnvironment environment = new MockEnvironment();
        ApplicationContextRunner configured = runner;
        for (String setting : settings) {
            String[] parts = ("forum.cache." + setting).split("=", 2);
            environment.setProperty(parts[0], parts[1]);
            configured = configured.withPropertyValues("forum.cache." + setting);
        }
        configured.run(context -> {
            assertThat(context).hasFailed();
            FailureAnalysis analysis = analyze(requireNonNull(context.getStartupFailure()), environment);
            message.append(analysis.getDescription()).append('\n').append(analysis.getAction());
        });
        return message.toString();
    }

    /** What Spring Boot prints instead of the stack trace. */
    private static FailureAnalysis analyze(Throwable failure, Environment environment) {
        ArgumentResolver arguments = ArgumentResolver.of(Environment.class, environment)
                .and(BeanFactory.class, new DefaultListableBeanFactory());
        return SpringFactoriesLoader.forDefaultResourceLocation()
                .load(FailureAnalyzer.class, arguments, IGNORE_THOSE_OF_MISSING_LIBRARIES)
                .stream()
                .map(analyzer -> analyzer.analyze(failure))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new AssertionError("nobody explains the failure", failure));
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(ForumCacheAutoConfiguration.class)
    static class Application {}
}
