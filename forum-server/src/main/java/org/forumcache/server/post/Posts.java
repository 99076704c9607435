package org.forumcache.server.post;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.forumcache.ForumEvent.PostCreated;
import org.forumcache.ForumEvent.PostDeleted;
import org.forumcache.ForumEvent.PostEdited;
import org.forumcache.server.Timestamps;
import org.forumcache.server.Writes;
import org.forumcache.server.post.PostRepository.Stored;
import org.forumcache.server.post.PostRepository.ThreadSize;
import org.forumcache.server.reaction.ReactionCounts;
import org.forumcache.server.reaction.Reactions;
import org.forumcache.server.user.Member;
import org.forumcache.server.web.Paging;
import org.forumcache.server.web.Refusal;
import org.forumcache.server.web.TextRule;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The posts of all threads. Safe for all threads. */
@Service
public class Posts {
    /** What the text of a post must look like. */
    public static final TextRule CONTENT = TextRule.block(50_000);

    private final PostRepository repository;
    private final Discussions discussions;
    private final Reactions reactions;
    private final Writes writes;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Posts(
            PostRepository repository,
            Discussions discussions,
            Reactions reactions,
            Writes writes,
            ApplicationEventPublisher events,
            Clock clock) {
        this.repository = repository;
        this.discussions = discussions;
        this.reactions = reactions;
        this.writes = writes;
        this.events = events;
        this.clock = clock;
    }

    /** The posts of a page, oldest first. */
    public List<PostDocument> page(UUID thread, Paging paging) {
        List<PostDocument> posts = repository.page(thread, paging);
        Map<UUID, ReactionCounts> counts =
                reactions.counts(posts.stream().map(PostDocument::id).toList());
        return posts.stream()
                .map(post -> post.with(counts.getOrDefault(post.id(), ReactionCounts.NONE)))
                .toList();
    }

    /** Adds the post that a new thread begins with, in the transaction that adds the thread. */
    public void open(UUID thread, Member author, String content, Instant now) {
        repository.insert(new Stored(UUID.randomUUID(), thread, author.id(), true, content), now);
    }

    /** One page of the posts of a thread. */
    @Transactional(readOnly = true)
    PostPage page(String thread, Paging paging) {
        ThreadSize size = repository.sizeOf(thread).orElseThrow(() -> Refusal.notFound("Thread not found."));
        paging.requireWithin(size.posts());
        return PostPage.of(thread, paging, size.posts(), page(size.id(), paging));
    }

    PostDocument reply(String thread, Member author, String content) {
        return writes.run(() -> {
            Discussion discussion = discussions.lock(thread);
            Instant now = Timestamps.now(clock);
            UUID id = UUID.randomUUID();
            repository.insert(new Stored(id, discussion.id(), author.id(), false, content), now);
            discussions.added(discussion.id(), now);
            events.publishEvent(new PostCreated(discussion.slug(), discussion.category()));
            return repository.document(id);
        });
    }

    PostDocument edit(UUID id, Member member, String content) {
        return writes.run(() -> {
            Discussion discussion = lockThreadOf(id);
            Stored post = lock(id, member);
            if (!post.content().equals(content)) {
                repository.update(id, content, Timestamps.now(clock));
                if (post.opening()) {
                    discussions.reopened(discussion.id(), content);
                }
                events.publishEvent(new PostEdited(discussion.slug(), discussion.category()));
            }
            return repository.document(id).with(reactions.counts(List.of(id)).getOrDefault(id, ReactionCounts.NONE));
        });
    }

    void delete(UUID id, Member member) {
        writes.run(() -> {
            Discussion discussion = lockThreadOf(id);
            Stored post = lock(id, member);
            if (post.opening()) {
                throw Refusal.conflict("The opening post cannot be deleted alone; delete its thread.");
            }
            repository.delete(id);
            discussions.removed(discussion.id(), repository.lastActivity(discussion.id()));
            events.publishEvent(new PostDeleted(discussion.slug(), discussion.category()));
        });
    }

    private Discussion lockThreadOf(UUID post) {
        return discussions.lock(repository.threadOf(post).orElseThrow(Posts::notFound));
    }

    private Stored lock(UUID id, Member member) {
        Stored post = repository.lock(id).orElseThrow(Posts::notFound);
        if (!member.mayChange(post.author())) {
            throw Refusal.forbidden("Only its author or an administrator may change a post.");
        }
        return post;
    }

    private static Refusal notFound() {
        return Refusal.notFound("Post not found.");
    }
}
