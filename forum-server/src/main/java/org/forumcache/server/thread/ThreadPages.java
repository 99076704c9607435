package org.forumcache.server.thread;

import java.util.List;
import java.util.Optional;
import org.forumcache.CacheRead;
import org.forumcache.EntryKey;
import org.forumcache.ForumCacheService;
import org.forumcache.server.category.Categories;
import org.forumcache.server.post.Posts;
import org.forumcache.server.reaction.Reactions;
import org.forumcache.server.web.Paging;
import org.springframework.stereotype.Service;

/** The pages and lists of threads, read through the cache. Safe for all threads. */
@Service
class ThreadPages {
    private static final Paging FIRST_POSTS = new Paging(1, 20);

    private final ThreadRepository repository;
    private final Categories categories;
    private final Posts posts;
    private final Reactions reactions;
    private final ForumCacheService cache;

    ThreadPages(
            ThreadRepository repository,
            Categories categories,
            Posts posts,
            Reactions reactions,
            ForumCacheService cache) {
        this.repository = repository;
        this.categories = categories;
        this.posts = posts;
        this.reactions = reactions;
        this.cache = cache;
    }

    /** A thread's page. */
    CacheRead read(String slug) {
        return cache.read(EntryKey.thread(slug), () -> load(slug));
    }

    /** One page of a list. A category or a page that does not exist is refused, and not remembered. */
    CacheRead list(ThreadListRequest request) {
        return cache.read(EntryKey.threadList(request.query()), () -> Optional.of(load(request)));
    }

    /** A thread's page from the database. */
    Optional<ThreadDocument> load(String slug) {
        return repository.find(slug).map(this::document);
    }

    private ThreadDocument document(ThreadRepository.Row thread) {
        return new ThreadDocument(
                thread.id(),
                thread.slug(),
                thread.title(),
                thread.category(),
                thread.author(),
                repository.tags(thread.id()),
                thread.postCount(),
                thread.viewCount(),
                reactions.total(thread.id()),
                thread.createdAt(),
                thread.updatedAt(),
                posts.page(thread.id(), FIRST_POSTS));
    }

    private ThreadListDocument load(ThreadListRequest request) {
        categories.requireListed(request.category());
        long count = repository.count(request);
        request.paging().requireWithin(count);
        List<ThreadListDocument.Item> items = repository.page(request).stream()
                .map(ThreadRepository.Row::item)
                .toList();
        return ThreadListDocument.of(request, count, items);
    }
}
