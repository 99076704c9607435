package org.forumcache.server.dashboard;

import java.time.Clock;
import java.util.Set;
import org.forumcache.ForumEvent;
import org.forumcache.Invalidation;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Notes what each committed write of this server has made outdated, and what administrators have dropped. */
@Component
class InvalidationLog {
    /** All lists, or everything: nobody counts what that was. */
    private static final Invalidation UNCOUNTED = new Invalidation(Set.of(), Set.of());

    private final LiveFeed feed;
    private final Clock clock;

    InvalidationLog(LiveFeed feed, Clock clock) {
        this.feed = feed;
        this.clock = clock;
    }

    @TransactionalEventListener(fallbackExecution = true)
    void happened(ForumEvent event) {
        note(Cause.of(event), Invalidation.of(event));
    }

    @TransactionalEventListener(fallbackExecution = true)
    void countsChanged(Invalidation invalidation) {
        note(new Cause("CountsChanged", ""), invalidation);
    }

    void everythingDropped(String administrator) {
        note(new Cause("EverythingDropped", "by " + administrator), UNCOUNTED);
    }

    void allListsDropped(String administrator) {
        note(new Cause("AllListsDropped", "by " + administrator), UNCOUNTED);
    }

    void dropped(String administrator, Invalidation invalidation) {
        note(new Cause("Dropped", "by " + administrator), invalidation);
    }

    private void note(Cause cause, Invalidation invalidation) {
        feed.note(number -> new LoggedInvalidation(number, clock.millis(), cause, invalidation));
    }
}
