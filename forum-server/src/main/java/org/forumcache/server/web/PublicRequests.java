package org.forumcache.server.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * The requests that need no token: reads of pages, and the health of the forum. The actuator's other endpoints are not
 * among them, wherever the settings put them, nor is what the dashboard shows.
 */
final class PublicRequests implements RequestMatcher {
    private final RequestMatcher health = EndpointRequest.to("health");
    private final RequestMatcher endpoints =
            new OrRequestMatcher(EndpointRequest.toAnyEndpoint(), EndpointRequest.toLinks());

    @Override
    public boolean matches(HttpServletRequest request) {
        // Pages are asked for all the time: they are not compared with every endpoint.
        if (isRead(request) && isPage(request.getServletPath())) {
            return true;
        }
        return health.matches(request)
                || (isRead(request) && !isPersonal(request.getServletPath()) && !endpoints.matches(request))
                || isErrorPage(request);
    }

    /** What pages show only to whom it concerns: the holder of a token, and those who look after the cache. */
    private static boolean isPersonal(String path) {
        return path.startsWith("/account") || path.startsWith("/cache/");
    }

    private static boolean isPage(String path) {
        return path.startsWith("/api/threads") || path.startsWith("/api/categories");
    }

    private static boolean isRead(HttpServletRequest request) {
        return switch (request.getMethod()) {
            case "GET", "HEAD", "OPTIONS" -> true;
            default -> false;
        };
    }

    private static boolean isErrorPage(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.ERROR;
    }
}
