package org.forumcache.spring;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests of nobody in particular through Spring Security's filter chain when the application starts: shows
 * whether a route is public, and which headers the chain adds to its answers.
 *
 * <p>So the rules are tried as they are, whatever they are made of, and nothing has to be known of them.
 */
final class Rehearsal {
    private static final List<String> SLUGS = List.of("a", "Forum_Cache-0");

    private final @Nullable Filter chain;
    private final ServletContext context;

    /** @param chain Spring Security's, or {@code null} if the application has none */
    Rehearsal(@Nullable Filter chain, ServletContext context) {
        this.chain = chain;
        this.context = context;
    }

    /**
     * A public route with what its answers bear.
     *
     * @throws UnfitRouteException if not everybody may read it, or if its answers' headers differ by chance
     */
    AnsweredRoute publicRoute(CachedRoute route) {
        ExtraHeaders http = headers(route, "http");
        ExtraHeaders https = headers(route, "https");
        if (http == null && https == null) {
            throw new UnfitRouteException(
                    route.toString(),
                    "is private: Spring Security does not let everybody read it; permit GET and HEAD for all, or declare"
                            + " it with behindAuthentication()");
        }
        return new AnsweredRoute(route, http, https);
    }

    /** A route that is answered behind the chain, which adds its headers by itself. */
    AnsweredRoute routeBehind(CachedRoute route) {
        if (chain == null) {
            throw new UnfitRouteException(
                    route.toString(),
                    "is declared with behindAuthentication(), but there is no Spring Security; add it");
        }
        return new AnsweredRoute(route, ExtraHeaders.NONE, ExtraHeaders.NONE);
    }

    /** The headers of a route's answers; {@code null} if not everybody gets one this way. */
    private @Nullable ExtraHeaders headers(CachedRoute route, String scheme) {
        if (chain == null) {
            return ExtraHeaders.NONE;
        }
        ExtraHeaders known = null;
        for (String method : List.of("GET", "HEAD")) {
            for (String slug : SLUGS) {
                ExtraHeaders found = pass(
                        chain,
                        new RehearsedRequest(scheme, method, route.pattern().example(slug)),
                        route);
                if (found == null) {
                    return null;
                }
                requireSame(known, found, route);
                known = found;
            }
        }
        return known;
    }

    private static void requireSame(@Nullable ExtraHeaders known, ExtraHeaders found, CachedRoute route) {
        if (known != null && !known.equals(found)) {
            throw new UnfitRouteException(
                    route.toString(),
                    "has answers to which Spring Security adds other headers each time; declare it with"
                            + " behindAuthentication()");
        }
    }

    private @Nullable ExtraHeaders pass(Filter security, RehearsedRequest request, CachedRoute route) {
        RehearsedResponse response = new RehearsedResponse();
        Stage stage = new Stage();
        try {
            security.doFilter(request.proxy(context), response.proxy(), stage);
        } catch (IOException | ServletException | RuntimeException e) {
            throw new UnfitRouteException(
                    route.toString(),
                    "cannot be tried with Spring Security, which answered a request for it with " + e
                            + "; declare it with behindAuthentication()",
                    e);
        }
        return stage.reached ? response.headersBesides(Stage.OWN) : null;
    }

    /** What stands behind the chain, and answers as the response filter will. */
    private static final class Stage implements FilterChain {
        static final List<String> OWN = List.of("Cache-Control", "Vary", "ETag");
        boolean reached;

        @Override
        public void doFilter(jakarta.servlet.ServletRequest request, jakarta.servlet.ServletResponse response) {
            reached = true;
            if (response instanceof HttpServletResponse answer) {
                OWN.forEach(name -> answer.setHeader(name, "own"));
            }
        }
    }
}
