package org.forumcache.spring;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.forumcache.EntryKey;
import org.jspecify.annotations.Nullable;

/** The routes of one filter, found by the path of a request as it was sent. Immutable. */
final class RouteTable {
    private final Map<String, AnsweredRoute> fixed = new HashMap<>();
    private final List<AnsweredRoute> withSlug = new ArrayList<>();

    RouteTable(List<AnsweredRoute> routes) {
        for (AnsweredRoute answered : routes) {
            RoutePattern pattern = answered.route().pattern();
            if (pattern.hasVariable()) {
                withSlug.add(answered);
            } else {
                fixed.put(pattern.text(), answered);
            }
        }
    }

    /** What a path and its query ask for; {@code null} if that is the application's to find out. */
    @Nullable
    Target find(String path, @Nullable String query) {
        AnsweredRoute exact = fixed.get(path);
        if (exact != null) {
            return at(exact, query);
        }
        if (query != null) {
            return null;
        }
        for (AnsweredRoute answered : withSlug) {
            String slug = answered.route().pattern().slug(path);
            if (slug != null) {
                return at(answered, slug);
            }
        }
        return null;
    }

    private static @Nullable Target at(AnsweredRoute answered, @Nullable String given) {
        CachedRoute.Keys keys = answered.route().keys();
        EntryKey key = null;
        if (keys instanceof CachedRoute.Keys.OfQuery ofQuery) {
            key = ofQuery.keys().key(given);
        } else if (keys instanceof CachedRoute.Keys.OfSlug ofSlug && given != null) {
            key = ofSlug.keys().apply(given);
        } else if (keys instanceof CachedRoute.Keys.Of of && given == null) {
            key = of.key();
        }
        return key == null ? null : new Target(answered, key, given);
    }

    /**
     * What a request asks for.
     *
     * @param given the slug or the query
     */
    record Target(
            AnsweredRoute answered, EntryKey key, @Nullable String given) {

        /** Notes that it was answered, to somebody who read it all. */
        void answered(boolean read) {
            CachedRoute route = answered.route();
            if (route.keys() instanceof CachedRoute.Keys.OfQuery ofQuery) {
                ofQuery.keys().answered(given, key);
            } else if (read && given != null) {
                route.hit(given);
            }
        }
    }
}
