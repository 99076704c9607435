package org.forumcache.server.page;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;

/** Shows the page "not found" to people, that is to browsers, at addresses that nobody else answers. */
@Component
class LostVisitors extends AbstractHandlerMapping {
    private final HttpRequestHandler notFound;

    LostVisitors(PageDocument document) {
        notFound = (request, response) -> document.send(HttpStatus.NOT_FOUND, request, response);
        setOrder(LOWEST_PRECEDENCE);
    }

    @Override
    protected @Nullable Object getHandlerInternal(HttpServletRequest request) {
        return HttpMethod.GET.matches(request.getMethod()) && isBrowser(request) && !isApi(request) ? notFound : null;
    }

    private static boolean isBrowser(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.contains("text/html");
    }

    private static boolean isApi(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.equals("/api") || path.startsWith("/api/") || path.startsWith("/assets/");
    }
}
