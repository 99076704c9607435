package org.forumcache.server.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import org.forumcache.Invalidation;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Has what administrators drop through the actuator's endpoint noted, whoever sent the request. */
final class DropNotes implements HandlerInterceptor {
    private static final int FIRST_ERROR = 300;

    private final String endpoint;
    private final InvalidationLog log;

    /** Notes requests to this address and those below it. */
    DropNotes(String endpoint, InvalidationLog log) {
        this.endpoint = endpoint;
        this.log = log;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        if (HttpMethod.DELETE.matches(request.getMethod()) && response.getStatus() < FIRST_ERROR && failure == null) {
            Principal sender = request.getUserPrincipal();
            note(
                    sender == null ? "somebody" : sender.getName(),
                    what(request.getRequestURI()
                            .substring(request.getContextPath().length())));
        }
    }

    /** The kind and slug that follow the endpoint's address. */
    private String[] what(String path) {
        return path.substring(Math.min(path.length(), endpoint.length() + 1)).split("/", -1);
    }

    private void note(String sender, String[] what) {
        if (what.length > 1) {
            log.dropped(sender, invalidation(what[0], what[1]));
        } else if (what[0].isEmpty()) {
            log.everythingDropped(sender);
        } else {
            log.allListsDropped(sender);
        }
    }

    private static Invalidation invalidation(String kind, String slug) {
        return switch (kind) {
            case "thread" -> Invalidation.thread(slug);
            case "category" -> Invalidation.category(slug);
            default -> Invalidation.threadLists(slug);
        };
    }
}
