package org.forumcache.benchmarks.consistency;

/**
 * One write that has, or may have, raised a register.
 *
 * @param node who made it
 * @param change what it did
 * @param start when it began
 * @param acknowledged when its caller was told that it succeeded; {@link #NEVER} if nobody was, and it may have
 *     happened or not
 * @param delivery whether its invalidation had reached the cache by then
 */
record Write(int node, Change change, long start, long acknowledged, Delivery delivery) {
    static final long NEVER = Long.MAX_VALUE;

    /** Whether an invalidation was known to have arrived when its write was acknowledged. */
    enum Delivery {
        DELIVERED,
        PENDING
    }

    /**
     * What a write does.
     *
     * @param register the register that it raises
     * @param version to what
     * @param from the category that the thread was in before, or {@link Catalogue#NOWHERE}
     * @param place the category that the thread is in afterwards, or {@link Catalogue#NOWHERE}
     */
    record Change(int register, int version, int from, int place) {

        /** Whether lists of that category, or of all, show something else afterwards. */
        boolean shows(int list) {
            return list == Catalogue.ANYWHERE || from == list || place == list;
        }
    }

    boolean isAcknowledged() {
        return acknowledged != NEVER;
    }

    int register() {
        return change.register();
    }

    int version() {
        return change.version();
    }
}
