package org.forumcache.spring;

import jakarta.servlet.ServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * A route as the filter answers it.
 *
 * @param overHttp what the answers bear besides their own headers; {@code null} if they are the application's
 * @param overHttps the same, for requests over TLS
 */
record AnsweredRoute(
        CachedRoute route,
        @Nullable ExtraHeaders overHttp,
        @Nullable ExtraHeaders overHttps) {

    /** Spring Security's chain sets it while what stands behind it runs. */
    private static final String CHAIN_IS_RUNNING = "org.springframework.security.web.FilterChainProxy.APPLIED";

    /** The headers for a request; {@code null} if it is the application's. */
    @Nullable
    ExtraHeaders headersFor(ServletRequest request) {
        boolean barred = !route.isPublic() && request.getAttribute(CHAIN_IS_RUNNING) == null;
        return barred ? null : request.isSecure() ? overHttps : overHttp;
    }
}
