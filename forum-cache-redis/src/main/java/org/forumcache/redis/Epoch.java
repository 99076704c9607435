package org.forumcache.redis;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.forumcache.Token;

/**
 * The token of the whole cache: whatever was stored under another one is nothing.
 *
 * @param token as Redis holds it
 * @param validUntil by {@link System#nanoTime}: when this process must have read it again
 */
record Epoch(Token token, long validUntil) {

    boolean isValid() {
        return System.nanoTime() - validUntil < 0;
    }

    /** What an entry must bear that belongs to this epoch and lies on this server. */
    Seal sealOn(Link link) {
        return Seal.of(token).and(link.identity());
    }

    /** The member by which the set of known categories is recognised as this epoch's; no slug contains a colon. */
    byte[] markOn(Link link) {
        return markOf(token, link);
    }

    static byte[] markOf(Token token, Link link) {
        Seal seal = Seal.of(token).and(link.identity());
        String hex = HexFormat.of().toHexDigits(seal.high()) + HexFormat.of().toHexDigits(seal.low());
        return ("epoch:" + hex).getBytes(StandardCharsets.US_ASCII);
    }
}
