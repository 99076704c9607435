package org.forumcache;

import java.security.SecureRandom;

/**
 * 128 random bits that name a lease, a generation or a stored value.
 *
 * <p>Never a counter: when a counter is lost it starts again and can equal a value that is still stamped on an old
 * entry. A lost token is simply absent, and no later token equals it.
 */
public record Token(long high, long low) {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A token that equals no other. */
    public static Token random() {
        return new Token(RANDOM.nextLong(), RANDOM.nextLong());
    }
}
