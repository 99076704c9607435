package org.forumcache.spring;

/** The table of recorded invalidations is not there, or not as it should be; {@link MissingTableAnalyzer} has the remedy. */
final class MissingTableException extends RuntimeException {
    MissingTableException(String problem, Throwable cause) {
        super(problem, cause);
    }
}
