package org.forumcache.server.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ViewSettingsTest {
    private final ApplicationContextRunner forum = new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @Test
    void viewsAreWrittenEveryFiveSecondsByDefault() {
        forum.run(context ->
                assertThat(context.getBean(ViewSettings.class).flushInterval()).isEqualTo(Duration.ofSeconds(5)));
    }

    @ParameterizedTest
    @CsvSource({"100ms", "1h"})
    void theBoundsThemselvesAreAllowed(String interval) {
        forum.withPropertyValues("forum.views.flush-interval=" + interval)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @ParameterizedTest
    @CsvSource({
        "forum.views.flush-interval=99ms, must be from 100ms to 1h",
        "forum.views.flush-interval=-5s, must be from 100ms to 1h",
        "forum.views.flush-interval=61m, must be from 100ms to 1h",
        "forum.views.flush-interval=often, forum.views.flush-interval",
        "forum.views.flush=5s, forum.views.flush"
    })
    void aWrongSettingStopsTheStart(String setting, String explanation) {
        forum.withPropertyValues(setting)
                .run(context -> assertThat(context).getFailure().hasStackTraceContaining(explanation));
    }

    @EnableConfigurationProperties(ViewSettings.class)
    static class Settings {}
}
