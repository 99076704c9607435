package org.forumcache.redis;

import java.util.Map;
import org.forumcache.CacheEntry;
import org.jspecify.annotations.Nullable;

/** What the near tier has at a key. */
sealed interface Place {

    /** Whether it will be of no use any more. */
    boolean isDead(long now, Map<Link, Term> terms);

    /**
     * Readers are asking Redis. It is put before they ask, and what Redis answers takes its place only if it is still there:
     * a push that overtakes the answer removes it.
     */
    final class Placeholder implements Place {
        private final Map<Link, Term> terms;
        private final @Nullable Lists lists;

        /**
         * @param terms that had begun before Redis was asked
         * @param lists those the entry belongs to, as they were before Redis was asked; {@code null} if it stands alone
         */
        Placeholder(Map<Link, Term> terms, @Nullable Lists lists) {
            this.terms = terms;
            this.lists = lists;
        }

        @Nullable
        Term term(Link link) {
            return terms.get(link);
        }

        @Nullable
        Lists lists() {
            return lists;
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // an equal map would be as good, but is never there
        public boolean isDead(long now, Map<Link, Term> current) {
            return terms != current || (lists != null && lists.haveEnded());
        }
    }

    /** An entry as Redis had it, until somebody changes it there. */
    final class Copy implements Place {
        private final CacheEntry entry;
        private final long expiresAt;
        private final Epoch epoch;
        private final Term term;
        /** Of the server that holds the generation. */
        private final Term guard;

        private final @Nullable Lists lists;

        Copy(CacheEntry entry, long expiresAt, Epoch epoch, Term term, Term guard, @Nullable Lists lists) {
            this.entry = entry;
            this.expiresAt = expiresAt;
            this.epoch = epoch;
            this.term = term;
            this.guard = guard;
            this.lists = lists;
        }

        CacheEntry entry() {
            return entry;
        }

        long expiresAt() {
            return expiresAt;
        }

        Epoch epoch() {
            return epoch;
        }

        /** Whether it may be shown to a reader that started no later than now, if it is still there, the epoch apart. */
        boolean isCurrent(long now) {
            // Trust first: what a push has ended before the ping that is trusted must be seen to have ended.
            return expiresAt - now > 0 && isTrusted(now) && (lists == null || !lists.haveEnded());
        }

        @SuppressWarnings("ReferenceEquality") // most often it is the very same
        private boolean isTrusted(long now) {
            return term.isTrusted(now) && (guard == term || guard.isTrusted(now));
        }

        @Override
        public boolean isDead(long now, Map<Link, Term> terms) {
            return expiresAt - now <= 0 || term.hasEnded() || guard.hasEnded() || (lists != null && lists.haveEnded());
        }
    }

    /** All lists of a category that were copied since its generation was pushed last; one push ends them all. */
    final class Lists {
        private volatile boolean ended;

        void end() {
            ended = true;
        }

        boolean haveEnded() {
            return ended;
        }
    }
}
