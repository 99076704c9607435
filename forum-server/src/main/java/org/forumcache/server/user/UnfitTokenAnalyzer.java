package org.forumcache.server.user;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at start, in place of a stack trace, what the administrator's token must look like. */
final class UnfitTokenAnalyzer extends AbstractFailureAnalyzer<UnfitTokenException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, UnfitTokenException cause) {
        return new FailureAnalysis(
                cause.getMessage() + ".",
                "Set it to a long random one, such as the output of: openssl rand -hex 24",
                failure);
    }
}
