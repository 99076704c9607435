package org.forumcache.spring;

/** A route that cannot be answered from the cache ahead of the application; its message names it and the remedy. */
final class UnfitRouteException extends IllegalArgumentException {

    UnfitRouteException(String route, String problem) {
        super("the cached route " + route + " " + problem);
    }

    UnfitRouteException(String route, String problem, Throwable cause) {
        super("the cached route " + route + " " + problem, cause);
    }
}
