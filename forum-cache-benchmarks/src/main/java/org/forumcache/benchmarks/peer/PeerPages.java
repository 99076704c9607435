package org.forumcache.benchmarks.peer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.forumcache.benchmarks.peer.PeerDocuments.Category;
import org.forumcache.benchmarks.peer.PeerDocuments.Item;
import org.forumcache.benchmarks.peer.PeerDocuments.Post;
import org.forumcache.benchmarks.peer.PeerDocuments.Reactions;
import org.forumcache.benchmarks.peer.PeerDocuments.ThreadList;
import org.forumcache.benchmarks.peer.PeerDocuments.ThreadPage;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.stereotype.Service;

/** Pages and lists, kept by Spring's cache abstraction with its default keys. Safe for all threads. */
@Service
class PeerPages {
    static final String THREADS = "threads";
    static final String LISTS = "lists";
    static final String CATEGORIES = "categories";

    private final PeerRepository repository;

    PeerPages(PeerRepository repository) {
        this.repository = repository;
    }

    @Cacheable(THREADS)
    public Optional<ThreadPage> thread(String slug) {
        return repository.find(slug).map(this::document);
    }

    @Cacheable(LISTS)
    public ThreadList list(String category, int page, int limit) {
        repository.requireCategory(category);
        long count = repository.count(category);
        List<Item> items = repository.page(category, limit, (page - 1L) * limit);
        return new ThreadList(
                count,
                (long) page * limit < count ? link(category, page + 1, limit) : null,
                page > 1 ? link(category, page - 1, limit) : null,
                items);
    }

    @Cacheable(CATEGORIES)
    public Optional<Category> category(String slug) {
        return repository.category(slug);
    }

    private ThreadPage document(ThreadPage row) {
        return new ThreadPage(
                row.id(),
                row.slug(),
                row.title(),
                row.category(),
                row.author(),
                repository.tags(row.id()),
                row.postCount(),
                row.viewCount(),
                repository.reactions(row.id()),
                row.createdAt(),
                row.updatedAt(),
                posts(row.id()));
    }

    private List<Post> posts(UUID thread) {
        List<Post> posts = repository.posts(thread);
        Map<UUID, Reactions> reactions =
                repository.reactions(posts.stream().map(Post::id).toList());
        return posts.stream()
                .map(post -> new Post(
                        post.id(),
                        post.author(),
                        post.content(),
                        reactions.getOrDefault(post.id(), Reactions.NONE),
                        post.createdAt(),
                        post.updatedAt()))
                .toList();
    }

    private static String link(String category, int page, int limit) {
        return "/api/threads?category=" + category + "&page=" + page + "&limit=" + limit + "&sort=-last_activity_at";
    }
}
