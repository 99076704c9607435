package org.forumcache.server.thread;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.forumcache.Invalidation;
import org.forumcache.ThreadListQuery;
import org.forumcache.server.web.Paging;
import org.forumcache.server.web.QueryParameters;
import org.forumcache.server.web.Slug;
import org.forumcache.server.web.TextRule;
import org.jspecify.annotations.Nullable;

/**
 * A request for a page of a thread list, checked and normalised: requests that ask for the same have equal records,
 * hence one key in the cache.
 *
 * @param category a slug, or {@code all}
 * @param search what titles or posts must contain, or {@code null}
 * @param tags the tags that every thread must have, in order
 */
record ThreadListRequest(
        String category,
        Paging paging,
        ThreadSort sort,
        @Nullable String search,
        List<String> tags) {
    private static final Set<String> PARAMETERS = Set.of("category", "page", "limit", "sort", "search", "tags");
    private static final TextRule SEARCH = TextRule.line(200);

    /** What the parameters of an address ask for, or a refusal that names one of them. */
    static ThreadListRequest of(Map<String, String[]> parameters) {
        QueryParameters query = QueryParameters.of(parameters, PARAMETERS);
        String category = query.single("category");
        String sort = query.single("sort");
        return new ThreadListRequest(
                category == null ? Invalidation.ALL : Slug.require("category", category),
                Paging.of(query),
                sort == null ? ThreadSort.DEFAULT : ThreadSort.named(sort),
                search(query.single("search")),
                Tags.require(query.all("tags")));
    }

    private static @Nullable String search(@Nullable String given) {
        // A form that is sent with its search field left empty asks for everything.
        return given == null || given.isBlank() ? null : SEARCH.require("search", given.strip());
    }

    boolean isOfOneCategory() {
        return !category.equals(Invalidation.ALL);
    }

    /** This request as the cache's key has it. */
    ThreadListQuery query() {
        Map<String, Object> filters = new LinkedHashMap<>();
        filters.put("sort", sort.name());
        if (search != null) {
            filters.put("search", search);
        }
        if (!tags.isEmpty()) {
            filters.put("tags", tags);
        }
        return new ThreadListQuery(category, paging.page(), paging.limit(), filters);
    }

    /** The relative address of another page of this list; nothing in it comes from a header. */
    String link(Paging other) {
        StringBuilder link = new StringBuilder("/api/threads?category=")
                .append(category)
                .append("&page=")
                .append(other.page())
                .append("&limit=")
                .append(other.limit())
                .append("&sort=")
                .append(sort.name());
        if (search != null) {
            link.append("&search=").append(URLEncoder.encode(search, StandardCharsets.UTF_8));
        }
        tags.forEach(tag -> link.append("&tags=").append(tag));
        return link.toString();
    }
}
