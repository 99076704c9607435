package org.forumcache.server.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.Errors;
import org.springframework.validation.Validator;

/**
 * The settings of access tokens.
 *
 * @param maxFailures How many tokens that nobody has are taken from one address within a minute, before it is answered
 *     429 until the minute is over; at least 1. Behind a proxy, set server.forward-headers-strategy, too.
 */
@ConfigurationProperties(prefix = "forum.tokens", ignoreUnknownFields = false)
record TokenSettings(@DefaultValue("60") int maxFailures) implements Validator {

    @Override
    public boolean supports(Class<?> type) {
        return type == TokenSettings.class;
    }

    @Override
    public void validate(Object target, Errors errors) {
        if (maxFailures < 1) {
            errors.rejectValue("maxFailures", "invalid", "must be at least 1, such as 60");
        }
    }
}
