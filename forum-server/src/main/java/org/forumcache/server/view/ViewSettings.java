package org.forumcache.server.view;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.Errors;
import org.springframework.validation.Validator;

/**
 * The settings of view counts.
 *
 * @param flushInterval How often counted views are written to the database, from 100ms to 1h. A crash loses the views
 *     of one interval.
 */
@ConfigurationProperties(prefix = "forum.views", ignoreUnknownFields = false)
record ViewSettings(@DefaultValue("5s") Duration flushInterval) implements Validator {
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofHours(1);

    @Override
    public boolean supports(Class<?> type) {
        return type == ViewSettings.class;
    }

    @Override
    public void validate(Object target, Errors errors) {
        if (flushInterval.compareTo(SHORTEST) < 0 || flushInterval.compareTo(LONGEST) > 0) {
            errors.rejectValue("flushInterval", "invalid", "must be from 100ms to 1h, such as 5s");
        }
    }
}
