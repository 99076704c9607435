package org.forumcache.redis;

/**
 * A stretch of time in which this process has lost no push of one server: what is copied in it is dropped when it changes.
 *
 * <p>An answered ping proves that all pushes sent before it have come. So a copy is believed for a bounded time after the
 * last ping was <em>sent</em> that has been answered.
 */
final class Term {
    private final Link link;
    private volatile long trustedUntil;
    private volatile boolean ended;

    /**
     * @param link to the server whose pushes come
     * @param trustedUntil by {@link System#nanoTime}
     */
    Term(Link link, long trustedUntil) {
        this.link = link;
        this.trustedUntil = trustedUntil;
    }

    Link link() {
        return link;
    }

    /** A ping was answered. */
    void trust(long until) {
        trustedUntil = until;
    }

    boolean isSilent(long now) {
        return now - trustedUntil >= 0;
    }

    /** A push may have been lost: nothing that was copied is believed any more. */
    void end() {
        ended = true;
    }

    boolean hasEnded() {
        return ended;
    }

    /** Whether what was copied is believed, for reads that started no later than now. */
    boolean isTrusted(long now) {
        return !isSilent(now) && !ended && link.isProvenAt(now);
    }
}
