package org.forumcache.spring;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.forumcache.CacheRead;
import org.forumcache.CachedJson;
import org.forumcache.ForumCacheService;
import org.forumcache.Glance;
import org.jspecify.annotations.Nullable;

/**
 * Answers hits of the declared routes, and leaves every other request to the application as it is: misses, and whatever
 * could mean anything else than a plain read of one of the routes.
 *
 * <p>Never loads, and holds neither lock nor lease; a client that reads slowly holds up
 * nobody but itself, apart from its own thread of the server where threads are not virtual.
 */
final class ResponseFilter implements Filter {
    private static final String GET = "GET";

    private final ForumCacheService cache;
    private final RouteTable routes;
    private final ClearRequests clearRequests = new ClearRequests();

    ResponseFilter(ForumCacheService cache, RouteTable routes) {
        this.cache = cache;
        this.routes = routes;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http && response instanceof HttpServletResponse answer) {
            RouteTable.Target target = target(http);
            ExtraHeaders headers = target == null ? null : target.answered().headersFor(http);
            RequestedForm form = headers == null ? null : clearRequests.form(http);
            if (target != null && headers != null && form != null) {
                answer(new Exchange(http, answer, target, headers, form), chain);
                return;
            }
        }
        chain.doFilter(request, response);
    }

    /** What a request asks for, if there is no doubt about it. */
    private RouteTable.@Nullable Target target(HttpServletRequest request) {
        String method = request.getMethod();
        if (!method.equals(GET) && !method.equals("HEAD")) {
            return null;
        }
        String path = path(request);
        RouteTable.Target target = path == null ? null : routes.find(path, request.getQueryString());
        if (target == null) {
            return null;
        }
        boolean doubtful = target.answered().route().heedsAuthorization() && request.getHeader("Authorization") != null;
        return doubtful ? null : target;
    }

    /** The path below the context path, as it was sent. */
    private static @Nullable String path(HttpServletRequest request) {
        String uri = request.getRequestURI();
        String context = request.getServletContext().getContextPath();
        if (context.isEmpty()) {
            return uri;
        }
        return uri.startsWith(context) ? uri.substring(context.length()) : null;
    }

    private void answer(Exchange exchange, FilterChain chain) throws IOException, ServletException {
        Glance glance = cache.glance(exchange.target().key());
        CacheRead hit = glance.answer().orElse(null);
        CachedJson json = hit == null ? null : hit.json();
        if (hit != null && json != null) {
            exchange.answer(hit, json);
            return;
        }
        glance.handOn();
        try {
            chain.doFilter(exchange.request(), exchange.response());
        } finally {
            glance.takeBack();
        }
    }

    /** A request that a hit may answer. */
    private record Exchange(
            HttpServletRequest request,
            HttpServletResponse response,
            RouteTable.Target target,
            ExtraHeaders headers,
            RequestedForm form) {

        void answer(CacheRead hit, CachedJson json) throws IOException {
            headers.addTo(response);
            JsonAnswer.announce(hit, response);
            JsonAnswer.sendAsHeld(json, form, request, response);
            target.answered(request.getMethod().equals(GET));
        }
    }
}
