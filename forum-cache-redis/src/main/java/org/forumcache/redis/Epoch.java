package org.forumcache.redis;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.forumcache.Token;

/**
 * The token of the whole cache: whatever was stored under another one is nothing.
 *
 * @param token as Redis holds it
 * @param fence what the {@link Fence} adds to it; {@link Seal#NONE} if there is none
 * @param validUntil by {@link System#nanoTime}: when this process must have read the token again
 */
record Epoch(Token token, Seal fence, long validUntil) {

    boolean isValid() {
        return isValidAt(System.nanoTime());
    }

    boolean isValidAt(long now) {
        return now - validUntil < 0;
    }

    /** Whether what was stored in one of them belongs to the other. */
    boolean isSameAs(Epoch other) {
        return token.equals(other.token) && fence.equals(other.fence);
    }

    /** This epoch under what the fence says now. */
    Epoch under(Seal newFence) {
        return new Epoch(token, newFence, validUntil);
    }

    /** What an entry must bear that belongs to this epoch and lies on this server. */
    Seal sealOn(Link link) {
        return Seal.of(token).and(fence).and(link.identity());
    }

    /**
     * The member by which the set of known categories is recognised as this epoch's; no slug contains a colon. The fence
     * does not matter: a set that knows too many categories does no harm.
     */
    byte[] markOn(Link link) {
        return markOf(token, link);
    }

    static byte[] markOf(Token token, Link link) {
        Seal seal = Seal.of(token).and(link.identity());
        String hex = HexFormat.of().toHexDigits(seal.high()) + HexFormat.of().toHexDigits(seal.low());
        return ("epoch:" + hex).getBytes(StandardCharsets.US_ASCII);
    }
}
