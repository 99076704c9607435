package org.forumcache.spring;

import java.util.List;

/**
 * The application's reads whose hits are answered ahead of it. A bean of this type switches the response filter on:
 *
 * <pre>{@code
 * @Bean
 * CachedRoutes cachedRoutes(Views views) {
 *     return CachedRoutes.of(
 *             CachedRoute.thread("/api/threads/{slug}").onHit(views::viewed),
 *             CachedRoute.category("/api/categories/{slug}"));
 * }
 * }</pre>
 */
public final class CachedRoutes {
    private final List<CachedRoute> routes;

    private CachedRoutes(List<CachedRoute> routes) {
        this.routes = routes;
    }

    /**
     * The routes, no two of which share a path.
     *
     * @throws IllegalArgumentException if two of them do; the message names them
     */
    public static CachedRoutes of(CachedRoute... routes) {
        List<CachedRoute> all = List.of(routes);
        for (int i = 0; i < all.size(); i++) {
            for (CachedRoute earlier : all.subList(0, i)) {
                requireApart(all.get(i), earlier);
            }
        }
        return new CachedRoutes(all);
    }

    private static void requireApart(CachedRoute route, CachedRoute earlier) {
        if (route.pattern().text().equals(earlier.pattern().text())) {
            throw new UnfitRouteException(route.toString(), "is declared twice; remove one of them");
        } else if (route.pattern().overlaps(earlier.pattern())) {
            throw new UnfitRouteException(
                    route.toString(), "has paths in common with " + earlier + "; remove one of them, or change a path");
        }
    }

    List<CachedRoute> all() {
        return routes;
    }
}
