package org.forumcache.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Explains which setting cannot be used, where it was written, and the remedy; its value is not repeated. */
final class UnfitSettingAnalyzer extends AbstractFailureAnalyzer<UnfitSettingException> {
    private final Environment environment;

    UnfitSettingAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnfitSettingException cause) {
        ConfigurationPropertyName name = ConfigurationPropertyName.of(cause.setting());
        ConfigurationProperty written = written(name);
        // A default can be unfit beside what else is set.
        ConfigurationProperty property = written == null ? new ConfigurationProperty(name, "", null) : written;
        return SettingsFailureAnalyzer.analysis(SettingsFailureAnalyzer.problem(property, "", cause.problem()), cause);
    }

    private @Nullable ConfigurationProperty written(ConfigurationPropertyName name) {
        for (var source : ConfigurationPropertySources.get(environment)) {
            ConfigurationProperty property = source.getConfigurationProperty(name);
            if (property != null) {
                return property;
            }
        }
        return null;
    }
}
