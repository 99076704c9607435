package org.forumcache.redis;

import java.util.Map;
import org.forumcache.CacheEntry;
import org.jspecify.annotations.Nullable;

/** What the near tier has at a key. */
sealed interface Place {
    long NANOS_IN_MILLI = 1_000_000;

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
        private final Backing backing;
        /** A number of four bytes, because there are so many copies. */
        private final int expiresAfterMillis;

        /**
         * @param expiresAt by the ticker
         */
        Copy(CacheEntry entry, Backing backing, long expiresAt) {
            this.entry = entry;
            this.backing = backing;
            this.expiresAfterMillis = backing.millisUntil(expiresAt);
        }

        CacheEntry entry() {
            return entry;
        }

        long expiresAt() {
            return backing.since() + expiresAfterMillis * NANOS_IN_MILLI;
        }

        Epoch epoch() {
            return backing.epoch();
        }

        /** Whether it may be shown to a reader that started no later than now, if it is still there, the epoch apart. */
        boolean isCurrent(long now) {
            return expiresAt() - now > 0 && backing.holds(now);
        }

        @Override
        public boolean isDead(long now, Map<Link, Term> terms) {
            return expiresAt() - now <= 0 || backing.hasEnded();
        }
    }

    /** All lists of a category that were copied since its generation was pushed last; one push ends them all. */
    final class Lists {
        private final Backings backings = new Backings();
        private volatile boolean ended;

        /** Of these lists' copies. */
        Backings backings() {
            return backings;
        }

        void end() {
            ended = true;
        }

        boolean haveEnded() {
            return ended;
        }
    }
}
