package org.forumcache.spring;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.bind.validation.ValidationErrors;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.FieldError;

/**
 * Explains why settings {@code forum.cache.*} stop the start: each with its value, where it was written, and the
 * remedy. What may be a secret is left out: URIs with credentials, and the values of settings that nobody knows.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SettingsFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {
    private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("forum.cache");

    private static final Map<Class<?>, String> READABLE = Map.of(
            Duration.class, "cannot be read; write a number and a unit, such as 50ms, 30s, 5m or 1h",
            DataSize.class, "cannot be read; write a number and a unit, such as 64MB or 1GB",
            ForumCacheProperties.Backend.class, "is no backend; write embedded or redis",
            boolean.class, "cannot be read; write true or false",
            double.class, "cannot be read; write a number, such as 0.01");

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
        if (!PREFIX.equals(cause.getName()) && !PREFIX.isAncestorOf(cause.getName())) {
            return null;
        }
        String problems = problems(cause).collect(Collectors.joining());
        return analysis(problems, cause);
    }

    /** What is printed instead of a failure's stack trace. */
    static FailureAnalysis analysis(String problems, Throwable cause) {
        return new FailureAnalysis("Forum Cache cannot start with these settings:" + problems, "Correct them.", cause);
    }

    private Stream<String> problems(BindException failure) {
        if (failure.getCause() instanceof BindValidationException invalid) {
            return outOfRange(invalid.getValidationErrors());
        } else if (failure.getCause() instanceof UnboundConfigurationPropertiesException unknown) {
            return unknown.getUnboundProperties().stream()
                    .map(property -> problem(property, "", "is no setting; check its spelling"));
        }
        return unreadable(failure);
    }

    private static Stream<String> outOfRange(ValidationErrors errors) {
        return errors.getAllErrors().stream()
                .filter(FieldError.class::isInstance)
                .map(FieldError.class::cast)
                .flatMap(error -> set(PREFIX.append(error.getField()), errors.getBoundProperties())
                        .map(property -> problem(property, String.valueOf(error.getDefaultMessage()))));
    }

    private static Stream<ConfigurationProperty> set(
            ConfigurationPropertyName name, Collection<ConfigurationProperty> properties) {
        return properties.stream().filter(property -> property.getName().equals(name));
    }

    private Stream<String> unreadable(BindException failure) {
        ConfigurationProperty property = failure.getProperty();
        if (property == null) {
            return Stream.of(line("%s: cannot be read".formatted(failure.getName())));
        }
        ConversionFailedException conversion = findCause(failure, ConversionFailedException.class);
        String remedy = conversion == null
                ? null
                : READABLE.get(conversion.getTargetType().getType());
        return Stream.of(problem(property, remedy == null ? "cannot be read; check its spelling" : remedy));
    }

    private static String problem(ConfigurationProperty property, String problem) {
        return problem(property, " = " + Credentials.hiddenInValue(String.valueOf(property.getValue())), problem);
    }

    /** One setting, with its value unless that may be a secret, where it was written, and the problem. */
    static String problem(ConfigurationProperty property, String value, String problem) {
        String written = line("%s%s: %s".formatted(property.getName(), value, problem));
        return property.getOrigin() == null ? written : "%s%n        at %s".formatted(written, property.getOrigin());
    }

    private static String line(String text) {
        return "%n%n    %s".formatted(text);
    }
}
