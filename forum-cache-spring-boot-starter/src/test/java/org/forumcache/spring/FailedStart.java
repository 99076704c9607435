package org.forumcache.spring;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;
import org.springframework.mock.env.MockEnvironment;

/** What an application says that cannot start. */
final class FailedStart {
    private static final FailureHandler IGNORE_THOSE_OF_MISSING_LIBRARIES = (type, name, failure) -> {};

    private FailedStart() {}

    /** What Spring Boot prints instead of the stack trace, if the application is started with these settings. */
    static String message(ApplicationContextRunner runner, String... settings) {
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
}
