package org.forumcache.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Explains that the database lacks the table of recorded invalidations, and how it gets one. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class MissingTableAnalyzer extends AbstractFailureAnalyzer<MissingTableException> {
    private static final String ACTION = """
            Create it with the statements of %s (in forum-cache-spring-boot-starter), as a user who may; \
            or add Flyway, which does so at start; or set forum.cache.durable=false to do without: what a process that \
            dies has changed may then be shown as it was until it expires.""".formatted(InvalidationSchema.SCRIPT);

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, MissingTableException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), ACTION, cause);
    }
}
