package org.forumcache.server.thread;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.forumcache.ForumEvent.ThreadCreated;
import org.forumcache.ForumEvent.ThreadDeleted;
import org.forumcache.ForumEvent.ThreadEdited;
import org.forumcache.ForumEvent.ThreadMoved;
import org.forumcache.server.Timestamps;
import org.forumcache.server.Writes;
import org.forumcache.server.category.Categories;
import org.forumcache.server.category.CategoryRef;
import org.forumcache.server.post.Posts;
import org.forumcache.server.thread.ThreadRepository.Locked;
import org.forumcache.server.user.Member;
import org.forumcache.server.web.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** The forum's threads as members write them. Safe for all threads. */
@Service
class Threads {
    private final ThreadRepository repository;
    private final ThreadSlugs slugs;
    private final Categories categories;
    private final Posts posts;
    private final ThreadPages pages;
    private final Writes writes;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Threads(
            ThreadRepository repository,
            ThreadSlugs slugs,
            Categories categories,
            Posts posts,
            ThreadPages pages,
            Writes writes,
            ApplicationEventPublisher events,
            Clock clock) {
        this.repository = repository;
        this.slugs = slugs;
        this.categories = categories;
        this.posts = posts;
        this.pages = pages;
        this.writes = writes;
        this.events = events;
        this.clock = clock;
    }

    /** Adds a thread with its opening post. */
    ThreadDocument add(ThreadWrite.New thread, Member author) {
        return writes.runUntilUnique(() -> {
            CategoryRef category = categories.lockForThread(thread.category());
            Instant now = Timestamps.now(clock);
            UUID id = UUID.randomUUID();
            String slug = slugs.forTitle(thread.title());
            repository.insert(
                    new Locked(id, slug, thread.title(), category.id(), author.id()),
                    Excerpt.of(thread.content()),
                    now);
            repository.replaceTags(id, thread.tags());
            posts.open(id, author, thread.content(), now);
            events.publishEvent(new ThreadCreated(slug, category.slug()));
            return pages.load(slug).orElseThrow();
        });
    }

    /** Changes a thread's title, tags or category. */
    ThreadDocument edit(String slug, ThreadWrite.Edit edit, Member member) {
        return writes.run(() -> {
            Locked before = lock(slug, member);
            Locked after = changed(before, edit);
            boolean retagged = retag(before.id(), edit.tags());
            if (retagged || !after.equals(before)) {
                repository.update(after, Timestamps.now(clock));
                publish(before, after);
            }
            return pages.load(slug).orElseThrow();
        });
    }

    /** Replaces the tags, if others are given; returns whether. */
    private boolean retag(UUID thread, @Nullable List<String> tags) {
        if (tags == null || tags.equals(repository.tags(thread))) {
            return false;
        }
        repository.replaceTags(thread, tags);
        return true;
    }

    private Locked changed(Locked thread, ThreadWrite.Edit edit) {
        String title = edit.title() == null ? thread.title() : edit.title();
        UUID category = edit.category() == null
                ? thread.category()
                : categories.lockForThread(edit.category()).id();
        return new Locked(thread.id(), thread.slug(), title, category, thread.author());
    }

    private void publish(Locked before, Locked after) {
        String category = categories.ref(after.category()).slug();
        if (!before.category().equals(after.category())) {
            String left = categories.ref(before.category()).slug();
            events.publishEvent(new ThreadMoved(after.slug(), left, category));
        }
        events.publishEvent(new ThreadEdited(after.slug(), category));
    }

    /** Deletes a thread with its posts, their reactions and its tags. */
    void delete(String slug, Member member) {
        writes.run(() -> {
            Locked thread = lock(slug, member);
            repository.delete(thread.id());
            events.publishEvent(
                    new ThreadDeleted(slug, categories.ref(thread.category()).slug()));
        });
    }

    private Locked lock(String slug, Member member) {
        Locked thread = repository.lock(slug).orElseThrow(() -> Refusal.notFound("Thread not found."));
        if (!member.mayChange(thread.author())) {
            throw Refusal.forbidden("Only its author or an administrator may change a thread.");
        }
        return thread;
    }
}
