package org.forumcache.server.demo;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.Errors;
import org.springframework.validation.Validator;

/**
 * The settings of the demo forum.
 *
 * @param enabled Whether an empty database is filled with a demo forum at start: by default if it is H2, and not if it
 *     is PostgreSQL. A database that is not empty is never touched.
 * @param threads How many threads the demo forum has, from 1 to 100000.
 */
@ConfigurationProperties(prefix = "forum.demo", ignoreUnknownFields = false)
record DemoSettings(
        @Nullable Boolean enabled, @DefaultValue("2000") int threads) implements Validator {
    private static final int MOST_THREADS = 100_000;

    @Override
    public boolean supports(Class<?> type) {
        return type == DemoSettings.class;
    }

    @Override
    public void validate(Object target, Errors errors) {
        if (threads < 1 || threads > MOST_THREADS) {
            errors.rejectValue("threads", "invalid", "must be from 1 to " + MOST_THREADS + ", such as 2000");
        }
    }
}
