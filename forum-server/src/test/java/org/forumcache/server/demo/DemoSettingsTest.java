package org.forumcache.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class DemoSettingsTest {
    private final ApplicationContextRunner forum = new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @Test
    void byDefaultTheDatabaseDecidesAndThereAreTwoThousandThreads() {
        forum.run(context -> assertThat(context.getBean(DemoSettings.class)).isEqualTo(new DemoSettings(null, 2_000)));
    }

    @ParameterizedTest
    @CsvSource({"1", "100000"})
    void theBoundsThemselvesAreAllowed(int threads) {
        forum.withPropertyValues("forum.demo.enabled=true", "forum.demo.threads=" + threads)
                .run(context ->
                        assertThat(context.getBean(DemoSettings.class)).isEqualTo(new DemoSettings(true, threads)));
    }

    @ParameterizedTest
    @CsvSource({
        "forum.demo.threads=0, must be from 1 to 100000",
        "forum.demo.threads=100001, must be from 1 to 100000",
        "forum.demo.threads=many, forum.demo.threads",
        "forum.demo.thread=5, forum.demo.thread",
        "forum.demo.enabled=perhaps, forum.demo.enabled"
    })
    void aWrongSettingStopsTheStart(String setting, String explanation) {
        forum.withPropertyValues(setting)
                .run(context -> assertThat(context).getFailure().hasStackTraceContaining(explanation));
    }

    @EnableConfigurationProperties(DemoSettings.class)
    static class Settings {}
}
