package org.forumcache.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which of the application's cached routes stops the start, why, and the remedy. */
final class UnfitRouteAnalyzer extends AbstractFailureAnalyzer<UnfitRouteException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnfitRouteException cause) {
        return new FailureAnalysis(
                "Forum Cache cannot start: " + cause.getMessage(),
                "Correct the bean of type " + CachedRoutes.class.getName() + ".",
                cause);
    }
}
