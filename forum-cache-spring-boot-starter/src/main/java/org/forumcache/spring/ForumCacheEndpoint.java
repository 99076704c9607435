package org.forumcache.spring;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.forumcache.EntryKind;
import org.forumcache.ForumCacheService;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * Administration of the cache over HTTP, at {@code /actuator/forumcache}: what it does, and emptying it.
 *
 * <p>Like every endpoint it is reachable only if {@code management.endpoints.web.exposure.include} names it, and only as
 * protected as the application makes it.
 */
@WebEndpoint(id = "forumcache")
final class ForumCacheEndpoint {
    private final ForumCacheService cache;
    private final PendingInvalidations pending;

    ForumCacheEndpoint(ForumCacheService cache, PendingInvalidations pending) {
        this.cache = cache;
        this.pending = pending;
    }

    /** What the cache holds and did. */
    @ReadOperation
    CacheReport report() {
        return CacheReport.of(cache, pending);
    }

    /** Drops everything. */
    @DeleteOperation
    void clear() {
        cache.invalidateEverything();
    }

    /** Drops all lists, the only kind that may be named without a slug. */
    @DeleteOperation
    @Nullable
    WebEndpointResponse<Refusal> clear(@Selector String kind) {
        if (kind.equals(EntryKind.LIST.label())) {
            cache.invalidateAllThreadLists();
            return null;
        }
        return isKind(kind) ? refusal("slug", "Name the " + kind + ": " + kind + "/{slug}.") : unknownKind();
    }

    /** Drops one thread, one category, or one category's lists. */
    @DeleteOperation
    @Nullable
    WebEndpointResponse<Refusal> clear(@Selector String kind, @Selector String slug) {
        try {
            switch (kind) {
                case "thread" -> cache.invalidateThread(slug);
                case "list" -> cache.invalidateThreadList(slug);
                case "category" -> cache.invalidateCategory(slug);
                default -> {
                    return unknownKind();
                }
            }
            return null;
        } catch (IllegalArgumentException e) {
            return refusal("slug", "A slug is 1 to 255 of the characters A-Z a-z 0-9 _ -.");
        }
    }

    private static boolean isKind(String kind) {
        for (EntryKind known : EntryKind.values()) {
            if (known.label().equals(kind)) {
                return true;
            }
        }
        return false;
    }

    private static WebEndpointResponse<Refusal> unknownKind() {
        return refusal("kind", "There is no such kind; name one of thread, list, category.");
    }

    private static WebEndpointResponse<Refusal> refusal(String parameter, String detail) {
        return new WebEndpointResponse<>(new Refusal(detail, parameter), WebEndpointResponse.STATUS_BAD_REQUEST);
    }

    /**
     * Why a request was refused.
     *
     * @param detail what is wrong, and what would be right
     * @param parameter the part of the path that is wrong
     */
    @JsonPropertyOrder({"detail", "parameter"})
    record Refusal(String detail, String parameter) {}
}
