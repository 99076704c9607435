package org.forumcache.spring;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.util.unit.DataSize;

/** Explains a setting {@code forum.cache.*} whose text cannot be read, with an example of one that can. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnreadableSettingFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {
    private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("forum.cache");

    private static final Map<Class<?>, String> REMEDIES = Map.of(
            Duration.class, "Write a number and a unit, such as 50ms, 30s, 5m or 1h.",
            DataSize.class, "Write a number and a unit, such as 64MB or 1GB.",
            ForumCacheProperties.Backend.class, "Write embedded or redis.",
            boolean.class, "Write true or false.",
            double.class, "Write a number from 0 to 1, such as 0.01.");

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
        ConfigurationProperty property = cause.getProperty();
        ConversionFailedException conversion = findCause(cause, ConversionFailedException.class);
        if (property == null || conversion == null || !PREFIX.isAncestorOf(property.getName())) {
            return null;
        }
        String remedy = REMEDIES.get(conversion.getTargetType().getType());
        return remedy == null ? null : new FailureAnalysis(description(property), remedy, cause);
    }

    private static String description(ConfigurationProperty property) {
        String origin = property.getOrigin() == null ? "" : " (from " + property.getOrigin() + ")";
        return "The setting %s cannot be \"%s\"%s.".formatted(property.getName(), property.getValue(), origin);
    }
}
