package org.forumcache.server.web;

import java.util.Map;
import java.util.Set;

/**
 * Which part of a long answer is asked for.
 *
 * @param page the page, from 1
 * @param limit results a page
 */
public record Paging(int page, int limit) {
    /** The parameters that say so. */
    public static final Set<String> PARAMETERS = Set.of("page", "limit");

    private static final int DEFAULT_LIMIT = 20;
    private static final int MAX_LIMIT = 100;

    /** The paging that an address asks for which has no other parameters. */
    public static Paging of(Map<String, String[]> parameters) {
        return of(QueryParameters.of(parameters, PARAMETERS));
    }

    /** The paging that an address asks for. */
    public static Paging of(QueryParameters parameters) {
        return new Paging(
                parameters.integer("page", 1, Integer.MAX_VALUE),
                parameters.integer("limit", DEFAULT_LIMIT, MAX_LIMIT));
    }

    /** How many results come before this page. */
    public long offset() {
        return (page - 1L) * limit;
    }

    /** Refuses a page that begins behind the last of {@code count} results; the first page always exists. */
    public void requireWithin(long count) {
        if (page > 1 && offset() >= count) {
            throw Refusal.notFound("Invalid page.");
        }
    }

    /** Whether results follow after this page. */
    public boolean hasNext(long count) {
        return offset() + limit < count;
    }

    /** The page after this one. */
    public Paging next() {
        return new Paging(page + 1, limit);
    }

    /** The page before this one. */
    public Paging previous() {
        return new Paging(page - 1, limit);
    }
}
