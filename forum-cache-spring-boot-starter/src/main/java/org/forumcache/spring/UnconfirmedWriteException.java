package org.forumcache.spring;

import org.forumcache.Invalidation;

/**
 * A write that has committed and must not be acknowledged: the cache is strict, and neither could the invalidation be
 * delivered nor the fence be raised, so others may still be shown what the write has replaced.
 *
 * <p>It reaches whoever called the transactional method. The invalidation is recorded, and made up for soon.
 */
public final class UnconfirmedWriteException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnconfirmedWriteException(Invalidation invalidation) {
        super("the write is committed, but neither Redis nor the fence in the database could be told that it made "
                + invalidation.keys().size() + " pages and the lists of "
                + invalidation.groups().size() + " categories outdated");
    }
}
