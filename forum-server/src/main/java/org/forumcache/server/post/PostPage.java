package org.forumcache.server.post;

import java.util.List;
import org.forumcache.server.web.Paging;
import org.jspecify.annotations.Nullable;

/** One page of a thread's posts; its links are relative, so that they hold for every caller. */
record PostPage(long count, @Nullable String next, @Nullable String previous, List<PostDocument> results) {

    static PostPage of(String thread, Paging paging, long count, List<PostDocument> results) {
        return new PostPage(
                count,
                paging.hasNext(count) ? link(thread, paging.next()) : null,
                paging.page() > 1 ? link(thread, paging.previous()) : null,
                results);
    }

    private static String link(String thread, Paging paging) {
        return "/api/threads/" + thread + "/posts?page=" + paging.page() + "&limit=" + paging.limit();
    }
}
