package org.forumcache.server.thread;

import java.time.Instant;
import java.util.UUID;
import org.forumcache.server.category.Categories;
import org.forumcache.server.post.Discussion;
import org.forumcache.server.post.Discussions;
import org.forumcache.server.thread.ThreadRepository.Locked;
import org.forumcache.server.web.Refusal;
import org.springframework.stereotype.Component;

/** Keeps the threads' books about their posts. */
@Component
final class ThreadLedger implements Discussions {
    private final ThreadRepository repository;
    private final Categories categories;

    ThreadLedger(ThreadRepository repository, Categories categories) {
        this.repository = repository;
        this.categories = categories;
    }

    @Override
    public Discussion lock(String slug) {
        return discussion(repository.lock(slug).orElseThrow(() -> Refusal.notFound("Thread not found.")));
    }

    @Override
    public Discussion lock(UUID id) {
        return discussion(repository.lock(id).orElseThrow(() -> Refusal.notFound("Post not found.")));
    }

    private Discussion discussion(Locked thread) {
        return new Discussion(
                thread.id(), thread.slug(), categories.ref(thread.category()).slug());
    }

    @Override
    public void added(UUID thread, Instant at) {
        repository.countPost(thread, at);
    }

    @Override
    public void removed(UUID thread, Instant lastActivity) {
        repository.countPostOut(thread, lastActivity);
    }

    @Override
    public void reopened(UUID thread, String content) {
        repository.setExcerpt(thread, Excerpt.of(content));
    }
}
