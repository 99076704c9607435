package org.forumcache.server.reaction;

import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.forumcache.ForumEvent.ReactionAdded;
import org.forumcache.ForumEvent.ReactionRemoved;
import org.forumcache.server.Timestamps;
import org.forumcache.server.Writes;
import org.forumcache.server.web.Refusal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * What members feel about posts. Adding what is there and removing what is not changes nothing, and invalidates
 * nothing. Safe for all threads.
 */
@Service
public class Reactions {
    private final ReactionRepository repository;
    private final Writes writes;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Reactions(ReactionRepository repository, Writes writes, ApplicationEventPublisher events, Clock clock) {
        this.repository = repository;
        this.writes = writes;
        this.events = events;
        this.clock = clock;
    }

    /** The counts of each of the posts that has reactions. */
    public Map<UUID, ReactionCounts> counts(Collection<UUID> posts) {
        return repository.counts(posts);
    }

    /** The counts of all posts of a thread together. */
    public ReactionCounts total(UUID thread) {
        return repository.total(thread);
    }

    void add(Reaction reaction) {
        writes.run(() -> {
            String thread = lockPost(reaction.post());
            if (repository.add(reaction, Timestamps.now(clock))) {
                events.publishEvent(new ReactionAdded(thread));
            }
        });
    }

    void remove(Reaction reaction) {
        writes.run(() -> {
            String thread = lockPost(reaction.post());
            if (repository.remove(reaction)) {
                events.publishEvent(new ReactionRemoved(thread));
            }
        });
    }

    private String lockPost(UUID post) {
        if (!repository.lockPost(post)) {
            throw Refusal.notFound("Post not found.");
        }
        return repository.threadOf(post).orElseThrow(() -> Refusal.notFound("Post not found."));
    }
}
