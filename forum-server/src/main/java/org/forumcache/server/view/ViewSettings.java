package org.forumcache.server.view;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of view counts.
 *
 * @param flushInterval How often counted views are written to the database, between 100ms and 1h. A crash loses the
 *     views of one interval.
 */
@ConfigurationProperties("forum.views")
record ViewSettings(@DefaultValue("5s") Duration flushInterval) {
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofHours(1);

    ViewSettings {
        if (flushInterval.compareTo(SHORTEST) < 0 || flushInterval.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("forum.views.flush-interval must be between 100ms and 1h, but is "
                    + flushInterval + "; set it to 5s, for example.");
        }
    }
}
