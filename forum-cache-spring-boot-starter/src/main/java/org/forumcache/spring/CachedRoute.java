package org.forumcache.spring;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.forumcache.EntryKey;
import org.forumcache.Invalidation;
import org.jspecify.annotations.Nullable;

/**
 * A read of the application whose hits are answered ahead of it: the paths, and the key that the answer lies at.
 *
 * <p>Patterns are paths below the context path, such as {@code /api/threads/{slug}}. The controller behind the route
 * reads the same key, and answers by {@link JsonAnswer}. Unless {@link #behindAuthentication} says otherwise a route is
 * public: everybody may read it and gets the same answer. Immutable.
 */
public final class CachedRoute {
    private final RoutePattern pattern;
    private final Keys keys;
    private final Consumer<String> onHit;
    private final Audience audience;

    private CachedRoute(RoutePattern pattern, Keys keys, Consumer<String> onHit, Audience audience) {
        this.pattern = pattern;
        this.keys = keys;
        this.onHit = onHit;
        this.audience = audience;
    }

    /** The pages of threads; the variable of the pattern is the thread's slug. */
    public static CachedRoute thread(String pattern) {
        return ofSlug(pattern, EntryKey::thread);
    }

    /** Categories; the variable of the pattern is the category's slug. The slug {@code all} is left to the application. */
    public static CachedRoute category(String pattern) {
        return ofSlug(pattern, slug -> slug.equals(Invalidation.ALL) ? null : EntryKey.category(slug));
    }

    /** One document at one path. */
    public static CachedRoute of(String path, EntryKey key) {
        return new CachedRoute(fixed(path), new Keys.Of(key), CachedRoute::tellNobody, Audience.PUBLIC);
    }

    /**
     * Documents at one path that differ by their query parameters, such as thread lists.
     *
     * @param keys the key that the parameters ask for, as the controller makes it; whatever it throws leaves the request
     *     to the controller. It depends on nothing but its argument
     */
    public static CachedRoute list(String path, Function<Map<String, String[]>, EntryKey> keys) {
        return new CachedRoute(
                fixed(path), new Keys.OfQuery(new QueryKeys(keys)), CachedRoute::tellNobody, Audience.PUBLIC);
    }

    /**
     * This route, telling somebody the slug of each hit by GET, after it was sent; one that never blocks and never fails.
     */
    public CachedRoute onHit(Consumer<String> told) {
        if (!pattern.hasVariable()) {
            throw new UnfitRouteException(
                    pattern.text(), "has no variable whose value onHit could be told; leave onHit out");
        }
        return new CachedRoute(pattern, keys, told, audience);
    }

    /**
     * This route, answered only where Spring Security's filter chain lets the request pass. Everybody it lets pass gets
     * the same answer; rules of controllers and methods are not asked.
     */
    public CachedRoute behindAuthentication() {
        return new CachedRoute(pattern, keys, onHit, Audience.WHO_MAY_PASS);
    }

    /**
     * This public route, answered whatever {@code Authorization} a request carries. By default a request with such a
     * header is left to the application, which may refuse an invalid one.
     */
    public CachedRoute ignoringAuthorization() {
        return new CachedRoute(pattern, keys, onHit, Audience.PUBLIC_WITH_ANY_TOKEN);
    }

    private static CachedRoute ofSlug(String pattern, Function<String, @Nullable EntryKey> keys) {
        RoutePattern parsed = RoutePattern.of(pattern);
        if (!parsed.hasVariable()) {
            throw new UnfitRouteException(
                    pattern, "has no variable for the slug; write one, such as /api/threads/{slug}");
        }
        return new CachedRoute(parsed, new Keys.OfSlug(keys), CachedRoute::tellNobody, Audience.PUBLIC);
    }

    private static RoutePattern fixed(String path) {
        RoutePattern parsed = RoutePattern.of(path);
        if (parsed.hasVariable()) {
            throw new UnfitRouteException(path, "has a variable, which its key does not depend on; write a fixed path");
        }
        return parsed;
    }

    RoutePattern pattern() {
        return pattern;
    }

    Keys keys() {
        return keys;
    }

    boolean isPublic() {
        return audience != Audience.WHO_MAY_PASS;
    }

    /** Whether a request with an {@code Authorization} header is the application's. */
    boolean heedsAuthorization() {
        return audience == Audience.PUBLIC;
    }

    void hit(String slug) {
        onHit.accept(slug);
    }

    @Override
    public String toString() {
        return pattern.text();
    }

    private static void tellNobody(String slug) {}

    private enum Audience {
        PUBLIC,
        PUBLIC_WITH_ANY_TOKEN,
        WHO_MAY_PASS
    }

    /** Where the key of a request comes from. */
    sealed interface Keys {
        /** The route's own. */
        record Of(EntryKey key) implements Keys {}

        /** Made of the slug in the path; {@code null} leaves the request to the application. */
        record OfSlug(Function<String, @Nullable EntryKey> keys) implements Keys {}

        /** Made of the query. */
        record OfQuery(QueryKeys keys) implements Keys {}
    }
}
